/** The form of filters. */

import { listFilter, noFilters, shownTerms, termFilters } from "../figures/filter_table.js";
import { t } from "../text/texts.js";
import { byId, el, fill } from "../ui/dom.js";
import { statusSymbol } from "../ui/symbols.js";
import { createCheckboxFilter, createListFilter } from "./checkbox_filter.js";
import { createChips } from "./chips.js";
import { createPeriods } from "./periods.js";

/** @typedef {import("../types.js").Later} Later */

/** Symbols beside the boxes of a filter. @type {Record<string, (code: string) => Node>} */
const SYMBOLS = { status: statusSymbol };

/**
 * @param {{config: import("../types.js").Config, store: import("../state/store.js").Store, words: import("../text/words.js").Words, data: import("../data/data.js").Data, schools: import("../types.js").School[]}} parts
 * @param {import("../text/place_names.js").PlaceNames} names
 * @param {ReturnType<typeof import("./search_field.js").createSearch>} search
 */
export function createFilterForm({ config, store, words, data, schools }, names, search) {
  const chips = createChips(store, names, search.input);
  const boxes = termFilters().map((filter) => ({
    name: filter.name,
    ...createCheckboxFilter(filter, (chosen) => store.choose({ [filter.name]: chosen }), SYMBOLS[filter.name]),
  }));
  // The lists of regions and the chart of dates come later, into places that are kept for them.
  const listed = listFilter();
  const lists = listed?.terms.length ? createListFilter(listed, (chosen) => store.choose({ lists: chosen }), words) : null;
  /** @type {ReturnType<Later["createPlaceFilter"]> | null} */
  let places = null;
  const placesPlace = el("fieldset", { id: "filter-region", class: "is-coming" }, el("legend", {}, t("Region")));
  /** @type {ReturnType<Later["createDateFilter"]> | null} */
  let dates = null;
  const datesPlace = el("fieldset", { id: "filter-dates", class: "is-coming" }, el("legend", {}, t("First reported")));
  const periods = config.urls.changes ? createPeriods(store) : null;
  /** @type {import("../state/view.js").View | null} */
  let last = null;

  const resetButton = el("button", { type: "button", class: "button", id: "filter-reset",
    on: { click: () => { search.forget(); reset(store); search.input.focus(); } } }, t("Reset the filters"));
  const form = byId("filter-form");
  const more = periods || lists ? createMore(periods?.fields, lists?.field) : null;
  const showReset = (/** @type {import("../types.js").State} */ state) => {
    resetButton.hidden = chips.list.hidden && state.by === "sido" && !state.at;
  };
  showReset(store.get());

  fill(form, el("div", { id: "filter-search" }), chips.list, resetButton, boxes.map(({ field }) => field), placesPlace, datesPlace, more?.details);
  form.addEventListener("submit", (event) => event.preventDefault());

  /** @param {import("../state/view.js").View} view */
  const show = (view) => {
    const { state, counts } = view;
    last = view;
    chips.show(state);
    showReset(state);
    for (const { name, show: showBoxes } of boxes) showBoxes(shownTerms(state, name), counts(name));
    lists?.show(state.lists, counts("lists"));
    places?.show(state, counts);
    dates?.show(view);
    periods?.show(state);
    more?.show(state);
  };
  return {
    show,
    /** @param {Later} later */
    complete({ createDateFilter, createPlaceFilter }) {
      places = createPlaceFilter(store, words, names, data);
      placesPlace.replaceWith(places.fields);
      dates = createDateFilter(store, schools);
      datesPlace.replaceWith(dates.fields);
      if (last) places.show(last.state, last.counts);
      if (last) dates.show(last);
    },
  };
}

/** @typedef {ReturnType<typeof createFilterForm>} FilterForm */

/** @param {import("../state/store.js").Store} store */
const reset = (store) => store.choose({ ...noFilters(), by: "sido", school: "", region: "", at: null });

/**
 * What is chosen less often, behind one line: it takes one press of Tab and leaves the map its height.
 *
 * @param {HTMLElement | undefined} periods
 * @param {HTMLElement | undefined} lists
 */
function createMore(periods, lists) {
  const name = periods && lists ? t("Lists, and what has changed") : lists ? t("Choose lists") : t("Mark what has changed");
  const details = /** @type {HTMLDetailsElement} */ (el("details", { id: "filter-more", class: "date-details" }, el("summary", {}, name)));
  details.append(...[lists, periods].filter((each) => each !== undefined));
  return {
    details,
    /** @param {import("../types.js").State} state */
    show(state) {
      details.open ||= state.since !== "" || state.lists.length > 0;
    },
  };
}
