/** The form of filters. */

import { noFilters, shownTerms, termFilters } from "../figures/filter_table.js";
import { t } from "../text/texts.js";
import { byId, el, fill } from "../ui/dom.js";
import { statusSymbol } from "../ui/symbols.js";
import { createCheckboxFilter } from "./checkbox_filter.js";
import { createChips } from "./chips.js";
import { createDateFilter } from "./date_filter.js";
import { createPlaceFilter } from "./place_filter.js";

/** Symbols beside the boxes of a filter. @type {Record<string, (code: string) => Node>} */
const SYMBOLS = { status: statusSymbol };

/**
 * @param {{store: import("../state/store.js").Store, words: import("../text/words.js").Words, data: import("../data/data.js").Data, schools: import("../types.js").School[]}} parts
 * @param {import("../text/place_names.js").PlaceNames} names
 * @param {ReturnType<typeof import("./search_field.js").createSearch>} search
 */
export function createFilterForm({ store, words, data, schools }, names, search) {
  const chips = createChips(store, names, search.input);
  const boxes = termFilters().map((filter) => ({
    name: filter.name,
    ...createCheckboxFilter(filter, (chosen) => store.choose({ [filter.name]: chosen }), SYMBOLS[filter.name]),
  }));
  const places = createPlaceFilter(store, words, names, data);
  const dates = createDateFilter(store, schools);

  fill(byId("filter-form"),
    el("div", { id: "filter-search" }),
    chips.list,
    boxes.map(({ field }) => field),
    places.fields,
    dates.fields,
    el("button", { type: "button", class: "button", id: "filter-reset", on: { click: () => { search.forget(); reset(store); } } }, t("Reset the filters")));
  byId("filter-form").addEventListener("submit", (event) => event.preventDefault());

  /** @param {import("../state/view.js").View} view */
  return function showControls(view) {
    const { state, counts } = view;
    chips.show(state);
    for (const { name, show } of boxes) show(shownTerms(state, name), counts(name));
    places.show(state, counts);
    dates.show(view);
  };
}

/** @param {import("../state/store.js").Store} store */
const reset = (store) => store.choose({ ...noFilters(), by: "sido", school: "", region: "", at: null });
