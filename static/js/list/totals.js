/** The totals of the view, the view as a sentence, and the number of unplaced entries. */

import { viewSentence } from "../text/sentence.js";
import { number, tn } from "../text/texts.js";
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
  showUnplaced(config);
  let waiting = 0;

  /** @param {import("../state/view.js").View} view */
  return function showTotals(view) {
    const { head, rest: conditions } = viewSentence(view.state, view.summary.schools, words, names);
    const rest = [conditions, undatedPhrase(view.undated)].filter(Boolean).join(", ");
    fill(sentence, el("b", {}, rest ? `${head},` : head), rest ? ` ${rest}` : null);
    clearTimeout(waiting);
    waiting = window.setTimeout(() => { announced.textContent = [head, rest].filter(Boolean).join(", "); }, ANNOUNCE_AFTER);
    fill(byId("view-statuses"), view.statuses
      .map((status) => el("li", {}, statusSymbol(status), `${words.status(status).name} `,
        el("b", {}, number(view.summary.statuses[status] ?? 0)))));
  };
}

/** Schools without a date, which are in no period. @param {number} count */
const undatedPhrase = (count) =>
  (count ? tn("%(n)s without a date is left out", "%(n)s without a date are left out", count) : "");

/** @param {import("../types.js").Config} config */
function showUnplaced({ account }) {
  const count = account.reduce((sum, entry) => sum + (entry.on_map ? 0 : entry.count), 0);
  fill(byId("unplaced-count"), tn("%(n)s entry is not on the map", "%(n)s entries are not on the map", count));
}
