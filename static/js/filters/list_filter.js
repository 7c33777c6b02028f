/** Choosing schools by the lists that name them. Sets of lists come from the page of lists; each one seen keeps its box. */

import { listsInWords } from "../text/sentence.js";
import { t } from "../text/texts.js";
import { el, fill } from "../ui/dom.js";
import { createCheckboxFilter } from "./checkbox_filter.js";

/**
 * @param {import("../types.js").FilterEntry} filter whose terms are the lists
 * @param {import("../state/store.js").Store} store
 * @param {import("../text/words.js").Words} words
 */
export function createListFilter(filter, store, words) {
  const place = el("div", { class: "places" });
  const details = /** @type {HTMLDetailsElement} */ (el("details", { id: "filter-lists" }, el("summary", {}, t("Choose lists")), place));
  /** @type {string[]} */
  let sets = [];
  const make = () => {
    const terms = [...filter.terms, ...sets.map((code) => ({ code, name: listsInWords(code, words), meaning: "" }))];
    const boxes = createCheckboxFilter({ ...filter, terms }, (chosen) => store.choose({ list: chosen }));
    fill(place, boxes.choices);
    return boxes;
  };
  let boxes = make();
  details.open = store.get().list.length > 0;
  return {
    fields: el("fieldset", {}, el("legend", {}, filter.label), details, el("p", { class: "hint" }, filter.hint)),
    /** @param {string[]} chosen @param {Map<string, number>} counts */
    show(chosen, counts) {
      const fresh = chosen.filter((value) => !sets.includes(value) && !filter.terms.some(({ code }) => code === value));
      if (fresh.length) {
        sets = [...sets, ...fresh];
        boxes = make();
      }
      boxes.show(chosen, counts);
    },
  };
}
