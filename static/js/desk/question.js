/* The page of one question: single keys, and suggestions while another school is typed. Without it the page works by
   its links and forms alone. */

import { keyOf, readsKeys, storedSwitch } from "./keys.js";
import { suggestSchools } from "./school_suggestions.js";

const form = /** @type {HTMLFormElement} */ (document.getElementById("answer"));
const keysOn = storedSwitch(document, "keys-on", "desk-keys");

/** @param {string} id */
function open(id) {
  const details = /** @type {HTMLDetailsElement | null} */ (document.getElementById(id));
  if (!details) return;
  details.open = !details.open;
  if (details.open) details.querySelector("summary")?.focus();
}

/** @param {string} key */
function choose(key) {
  const radio = /** @type {HTMLInputElement | null} */ (form.querySelector(`[data-key="${key}"]`));
  if (!radio || radio.matches(":disabled")) return;
  radio.checked = true;
  radio.focus();
}

/** @type {Record<string, () => void>} */
const ACTIONS = {
  s: () => document.getElementById("skip")?.click(),
  u: () => /** @type {HTMLFormElement | null} */ (document.getElementById("undo"))?.requestSubmit(),
  e: () => document.getElementById("why")?.focus(),
  "/": () => document.getElementById("find")?.focus(),
  "?": () => open("explain"),
};

document.addEventListener("keydown", (event) => {
  if (!keysOn() || !readsKeys(event)) return;
  const key = keyOf(event);
  if (/^\d$/.test(key)) choose(key);
  else if (ACTIONS[key]) ACTIONS[key]();
  else return;
  event.preventDefault();
});

// A radio button that is chosen sends the form at Enter; from the page itself it does so, too.
document.addEventListener("keydown", (event) => {
  const onPage = event.target === document.body || event.target === document.getElementById("question");
  if (event.key !== "Enter" || !onPage || !keysOn() || !form.querySelector("[name=choice]:checked")) return;
  form.requestSubmit();
});

for (const pin of document.querySelectorAll("[data-pin]")) {
  const radio = form.querySelectorAll("[name=choice]")[Number(pin.getAttribute("data-pin")) - 1];
  form.addEventListener("change", () =>
    pin.classList.toggle("chosen", /** @type {HTMLInputElement} */ (radio)?.checked),
  );
}

suggestSchools(document, form);
/** @type {HTMLElement | null} */ (document.querySelector("[data-focus]"))?.focus();
