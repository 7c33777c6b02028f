// The page of a release while the worker has it: shows how far it is, and is loaded anew once that ends.

const EVERY_MS = 1000;
const MOST_FAILURES = 30;

const job = document.getElementById("job");
let failures = 0;
/** Whether the reader goes to another page: loading this one anew would keep them here. */
let isLeaving = false;
document.addEventListener("click", (event) => {
  isLeaving ||= !event.ctrlKey && !event.metaKey && event.target instanceof Element && event.target.closest("a[href], button") !== null;
});

/** Ask how far it is, and show it. */
const look = async () => {
  if (!job?.dataset.progress) return;
  try {
    const answer = await fetch(job.dataset.progress, { headers: { Accept: "application/json" } });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    const found = await answer.json();
    if (isLeaving) return;
    failures = 0;
    if (found.state !== job.dataset.state) {
      const address = new URL(location.href);
      address.searchParams.delete("done"); // what was said after a form is over now
      address.hash = "";
      location.replace(address);
      return;
    }
    show(found);
  } catch {
    failures += 1; // the desk may be restarting, or the session has ended
    if (failures > MOST_FAILURES) return;
  }
  setTimeout(look, EVERY_MS);
};

/** @param {{ share: number, words: string }} found */
const show = ({ share, words }) => {
  const bar = job?.querySelector("progress");
  if (bar) bar.value = share;
  fill("[data-share]", String(share));
  fill("[data-words]", words);
};

/** Text that is the same is not set again: a screen reader would say it again.
 * @param {string} selector @param {string} text */
const fill = (selector, text) => {
  const place = job?.querySelector(selector);
  if (place && place.textContent !== text) place.textContent = text;
};

setTimeout(look, EVERY_MS);
