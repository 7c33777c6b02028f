/** The form of filters. */

import { shownStatuses } from "../figures/school_filter.js";
import { t } from "../text/texts.js";
import { byId, el, fill } from "../ui/dom.js";
import { statusSymbol } from "../ui/symbols.js";
import { createChoices } from "./checkbox_filter.js";
import { createChips } from "./chips.js";
import { createDateFilter } from "./date_filter.js";
import { createPlaceFilter } from "./place_filter.js";
import { createSearch } from "./suggest.js";

/**
 * @param {{store: import("../state/store.js").Store, words: import("../text/words.js").Words, data: import("../data/data.js").Data, schools: import("../types.js").School[]}} parts
 * @param {import("../text/place_names.js").PlaceNames} names
 * @param {(school: import("../types.js").School) => void} onOpen
 */
export function createControls({ store, words, data, schools }, names, onOpen) {
  const search = createSearch({ store, words, names, data, onOpen });
  const chips = createChips(store, words, names, search.input);
  const levels = createChoices("level", words.levels, words.level, (chosen) => store.choose({ level: chosen }));
  const statuses = createChoices("status", words.statuses, words.status,
    (chosen) => store.choose({ status: sameMembers(chosen, words.standing) ? [] : chosen }), statusSymbol);
  const places = createPlaceFilter(store, words, names, data);
  const dates = createDateFilter(store, schools);

  fill(byId("filter-form"),
    search.field,
    chips.list,
    el("fieldset", {}, el("legend", {}, t("Level")), levels.boxes, el("p", { class: "hint" }, t("None chosen: all levels."))),
    el("fieldset", {}, el("legend", {}, t("Status")), statuses.boxes),
    places.fields,
    dates.fields,
    el("button", { type: "button", class: "button", id: "filter-reset", on: { click: () => reset(store) } }, t("Reset the filters")));
  byId("filter-form").addEventListener("submit", (event) => event.preventDefault());

  /** @param {import("../state/view.js").View} view */
  return function showControls(view) {
    const { state, counts } = view;
    search.show(view);
    chips.show(state);
    levels.show(state.level, counts("level"));
    statuses.show(shownStatuses(state, words.standing), counts("status"));
    places.show(state, counts);
    dates.show(view);
  };
}

/** @param {import("../state/store.js").Store} store */
const reset = (store) => store.choose({
  level: [], status: [], sido: [], sigungu: [], office: [], from: "", to: "", q: "", by: "sido", school: "", region: "", at: null,
});

/** @param {string[]} some @param {string[]} others */
const sameMembers = (some, others) => some.length === others.length && some.every((value) => others.includes(value));
