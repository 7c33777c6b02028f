/** The totals of the view, the view as a sentence, and the number of unplaced entries. */

import { countUnplaced } from "../figures/unplaced_count.js";
import { viewSentence } from "../text/sentence.js";
import { number, t, tn } from "../text/texts.js";
import { byId, el, fill } from "../ui/dom.js";
import { statusSymbol } from "../ui/symbols.js";

const ANNOUNCE_AFTER = 600; // ms without a change, so that typing is not read out letter by letter

/**
 * @param {import("../types.js").Config} config
 * @param {import("../text/words.js").Words} words
 * @param {import("../text/place_names.js").PlaceNames} names
 */
export function createTotals(config, words, names) {
  const sentence = byId("view-sentence");
  const announced = byId("view-announced");
  foldOnceRead(byId("totals"));
  let waiting = 0;

  /** @param {import("../state/view.js").View} view */
  return function showTotals(view) {
    const { head, rest: conditions } = viewSentence(view.state, view.summary.schools, words, names);
    const rest = [conditions, undatedPhrase(view.undated)].filter(Boolean).join(", ");
    fill(sentence, el("b", {}, rest ? `${head},` : head), rest ? ` ${rest}` : null);
    showUnplaced(config, view.state, words, names);
    clearTimeout(waiting);
    waiting = window.setTimeout(() => { announced.textContent = [head, rest].filter(Boolean).join(", "); }, ANNOUNCE_AFTER);
    fill(byId("view-statuses"), view.statuses
      .map((status) => el("li", {}, statusSymbol(status), `${words.status(status).name} `,
        el("b", {}, number(view.summary.statuses[status] ?? 0)))));
  };
}

/** The totals become one line when the reader turns to the map, and at a button; a button also brings them back. @param {HTMLElement} totals */
function foldOnceRead(totals) {
  const button = byId("totals-fold");
  /** @param {boolean} isFolded */
  const show = (isFolded) => {
    totals.classList.toggle("is-folded", isFolded);
    button.setAttribute("aria-expanded", String(!isFolded));
    turning.abort(); // who has chosen once is not corrected
  };
  const turning = new AbortController();
  for (const type of ["pointerdown", "wheel", "keydown"]) {
    document.querySelector(".map-frame")?.addEventListener(type, () => show(true), { signal: turning.signal, passive: true, capture: true });
  }
  button.addEventListener("click", () => show(!totals.classList.contains("is-folded")));
}

/** Schools without a date, which are in no period. @param {number} count */
const undatedPhrase = (count) =>
  (count ? tn("%(n)s without a date is left out", "%(n)s without a date are left out", count) : "");

/** What is chosen, nothing where it is what counts anyway. @param {string[]} chosen @param {string[]} usual */
const unless = (chosen, usual) => (chosen.length === usual.length && usual.every((code) => chosen.includes(code)) ? [] : chosen);

/**
 * How many entries the filters leave off the map. They know their province at most, so a city
 * or an office counts as its province.
 *
 * @param {import("../types.js").Config} config @param {import("../types.js").State} state
 * @param {import("../text/words.js").Words} words @param {import("../text/place_names.js").PlaceNames} names
 */
function showUnplaced({ unplaced, unplaced_by_day: byDay }, state, words, names) {
  const narrower = /** @type {const} */ (["sigungu", "office"]).flatMap((level) => state[level].map((code) => names.sido(level, code) ?? ""));
  const sido = state.sido.length ? state.sido : [...new Set(narrower.filter(Boolean))];
  const { from, to } = state;
  const shared = { level: unless(state.level, words.levels), status: unless(state.status, words.standing), sido, from, to };
  const groups = from || to ? byDay : unplaced;
  if (!groups) return; // days come with the cards; until then stands what the server has counted
  // Names are searched by the page of these entries only.
  fill(byId("unplaced-count"), state.q ? t("Search the entries that are not on the map")
    : tn("%(n)s entry is not on the map", "%(n)s entries are not on the map", countUnplaced(groups, shared)));
}
