/** The active filters, each of which can be seen and taken away. */

import { choosePlaces } from "../state/place_choice.js";
import { periodName } from "../text/period.js";
import { t } from "../text/texts.js";
import { el, fill, hidden } from "../ui/dom.js";

/** @typedef {import("../types.js").State} State */
/** @typedef {{text: string, without: Partial<State>}} Chip */

/**
 * @param {import("../state/store.js").Store} store
 * @param {import("../text/words.js").Words} words
 * @param {import("../text/place_names.js").PlaceNames} names
 * @param {HTMLElement} rest where the focus goes once the last chip is gone
 */
export function createChips(store, words, names, rest) {
  const list = el("ul", { class: "chips", id: "filter-chips", "aria-label": t("Active filters") });
  let shown = "";

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
      const chips = chipsOf(state, words, names.full);
      const texts = chips.map(({ text }) => text).join("\n");
      list.hidden = chips.length === 0;
      // What still says the same is left in place, with the focus in it; only what it does is kept up to date.
      if (texts !== shown) fill(list, chips.map(({ text }) => el("li", {}, el("button", { type: "button", class: "chip" },
        hidden(t("Remove the filter")), el("span", { class: "chip-text" }, text), el("span", { "aria-hidden": "true" }, "✕")))));
      shown = texts;
      for (const [i, button] of list.querySelectorAll("button").entries()) button.onclick = () => remove(chips[i], i);
    },
  };
}

/**
 * @param {State} state
 * @param {import("../text/words.js").Words} words
 * @param {(level: string, code: string) => string} regionName
 * @returns {Chip[]}
 */
export function chipsOf(state, words, regionName) {
  // A province that one has gone into is told by what was chosen inside it.
  const isDrilled = state.sido.length === 1 && (state.sigungu.length > 0 || state.office.length > 0);
  const levels = /** @type {import("../state/place_choice.js").Level[]} */ (isDrilled ? ["sigungu", "office"] : ["sido", "sigungu", "office"]);
  const places = levels.flatMap((level) => state[level].map((code) => ({
    text: regionName(level, code), without: choosePlaces(level, others(state[level], code), state),
  })));
  const period = periodName(state.from, state.to);
  return [
    ...state.level.map((code) => ({ text: words.level(code).name, without: { level: others(state.level, code) } })),
    ...statusChips(state, words),
    ...places,
    ...(period ? [{ text: period, without: { from: "", to: "" } }] : []),
    ...(state.q ? [{ text: `“${state.q}”`, without: { q: "" } }] : []),
  ];
}

/** Where all that stands is shown anyway, only what is shown besides is a filter. @param {State} state @param {import("../text/words.js").Words} words @returns {Chip[]} */
function statusChips({ status }, words) {
  const holdsAllThatStand = words.standing.every((code) => status.includes(code));
  const told = holdsAllThatStand ? status.filter((code) => !words.standing.includes(code)) : status;
  return told.map((code) => {
    const left = others(status, code);
    const isStart = left.length === words.standing.length && words.standing.every((each) => left.includes(each));
    return { text: words.status(code).name, without: { status: isStart ? [] : left } };
  });
}

/** @param {string[]} values @param {string} value */
const others = (values, value) => values.filter((each) => each !== value);
