/** The active filters, each with a button that removes it. */

import { listFilter, termFilters } from "../figures/filter_table.js";
import { choosePlaces } from "../state/place_choice.js";
import { periodName } from "../text/period.js";
import { listsInWords } from "../text/sentence.js";
import { t } from "../text/texts.js";
import { el, fill, hidden } from "../ui/dom.js";
import { createRovingGroup } from "../ui/roving_group.js";
import { sameMembers } from "./checkbox_filter.js";

/** @typedef {import("../types.js").State} State */
/** @typedef {{text: string, without: Partial<State>}} Chip */

/**
 * @param {import("../state/store.js").Store} store
 * @param {import("../text/place_names.js").PlaceNames} names
 * @param {HTMLElement} rest where the focus goes once the last chip is gone
 */
export function createChips(store, names, rest) {
  const list = el("ul", { class: "chips", id: "filter-chips", "aria-label": t("Active filters") });
  // Its place is there from the first moment only where chips come.
  list.hidden = chipsOf(store.get(), () => "").length === 0;
  let shown = "";
  const arrangeStops = createRovingGroup(list);

  /** @param {Chip} chip @param {number} index */
  const remove = ({ without }, index) => {
    store.choose(without);
    const buttons = list.querySelectorAll("button");
    (buttons[Math.min(index, buttons.length - 1)] ?? rest).focus();
  };
  return {
    list,
    /** @param {State} state */
    show(state) {
      const chips = chipsOf(state, names.full);
      const texts = chips.map(({ text }) => text).join("\n");
      list.hidden = chips.length === 0;
      // Chips whose text is unchanged stay in place, with the focus in them; only their actions are updated.
      if (texts !== shown) fill(list, chips.map(({ text }) => el("li", {}, el("button", { type: "button", class: "chip" },
        hidden(t("Remove the filter")), el("span", { class: "chip-text" }, text), el("span", { "aria-hidden": "true" }, "✕")))));
      shown = texts;
      arrangeStops();
      for (const [i, button] of list.querySelectorAll("button").entries()) button.onclick = () => remove(chips[i], i);
    },
  };
}

/**
 * @param {State} state
 * @param {(level: string, code: string) => string} regionName
 * @returns {Chip[]}
 */
export function chipsOf(state, regionName) {
  // A drilled-into province is shown by the regions chosen inside it.
  const isDrilled = state.sido.length === 1 && (state.sigungu.length > 0 || state.office.length > 0);
  const levels = /** @type {import("../state/place_choice.js").Level[]} */ (isDrilled ? ["sigungu", "office"] : ["sido", "sigungu", "office"]);
  const places = levels.flatMap((level) => state[level].map((code) => ({
    text: regionName(level, code), without: choosePlaces(level, others(state[level], code), state),
  })));
  const period = periodName(state.from, state.to);
  return [
    ...termChips(state),
    ...places,
    ...(period ? [{ text: period, without: { from: "", to: "" } }] : []),
    ...listChips(state),
    ...(state.q ? [{ text: `“${state.q}”`, without: { q: "" } }] : []),
  ];
}

/** Where all usual terms are chosen, only the additional ones are a filter. @param {State} state @returns {Chip[]} */
const termChips = (state) => termFilters().flatMap(({ name, terms, usual }) => {
  const chosen = state[name];
  const shownCodes = usual.every((code) => chosen.includes(code)) ? others(chosen, ...usual) : chosen;
  return shownCodes.map((code) => {
    const left = others(chosen, code);
    return { text: terms.find((term) => term.code === code)?.name ?? code, without: { [name]: sameMembers(left, usual) ? [] : left } };
  });
});

/** @param {State} state @returns {Chip[]} */
const listChips = ({ lists }) => lists.map((value) => ({ text: t("List: %(list)s", { list: listsInWords(value, { list: titleOf }) }), without: { lists: others(lists, value) } }));

const titleOf = (/** @type {string} */ code) => listFilter()?.terms.find((term) => term.code === code) ?? { code, name: code, meaning: "" };

/** @param {string[]} values @param {string[]} given */
const others = (values, ...given) => values.filter((each) => !given.includes(each));
