/** The form of filters. */

import { byId, el, fill } from "./dom.js";
import { countChoices, shownStatuses } from "./filters.js";
import { createPlaceFilter } from "./placefilter.js";
import { statusSymbol } from "./symbols.js";
import { number, t } from "./texts.js";

/** @typedef {import("./types.js").School} School */

/**
 * @param {import("./store.js").Store} store
 * @param {import("./words.js").Words} words
 * @param {import("./placenames.js").PlaceNames} names
 * @param {import("./data.js").Data} data
 * @param {School[]} schools every school
 */
export function createControls(store, words, names, data, schools) {
  const search = el("input", { type: "search", id: "filter-q", name: "q", autocomplete: "off", spellcheck: "false",
    on: { input: () => store.follow({ q: /** @type {any} */ (search).value.trim() }) } });
  const levels = checkboxes("level", words.levels, (code) => words.level(code), (chosen) => store.choose({ level: chosen }));
  const statuses = checkboxes("status", words.statuses, (code) => words.status(code),
    (chosen) => store.choose({ status: sameMembers(chosen, words.standing) ? [] : chosen }), statusSymbol);
  const places = createPlaceFilter(store, words, names, data);
  const [first, last] = dateRange(schools);
  const from = dateField("from", t("From"), first, last, store);
  const to = dateField("to", t("To"), first, last, store);

  fill(byId("filter-form"),
    el("div", { class: "field" }, el("label", { for: "filter-q" }, t("School name")), search),
    el("fieldset", {}, el("legend", {}, t("Level")), levels.boxes, el("p", { class: "hint" }, t("None chosen: all levels."))),
    el("fieldset", {}, el("legend", {}, t("Status")), statuses.boxes),
    places.fields,
    el("fieldset", {}, el("legend", {}, t("First reported")), from.field, to.field),
    el("button", { type: "button", class: "button", on: { click: () => reset(store) } }, t("Reset the filters")));
  byId("filter-form").addEventListener("submit", (event) => event.preventDefault());

  /** @param {import("./types.js").State} state */
  return function showControls(state) {
    show(search, state.q);
    show(from.input, state.from);
    show(to.input, state.to);
    levels.show(state.level, countChoices(schools, state, words.standing, "level", words.levels));
    statuses.show(shownStatuses(state, words.standing), countChoices(schools, state, words.standing, "status", words.statuses));
    places.show(state);
  };
}

/** @param {import("./store.js").Store} store */
const reset = (store) => store.choose({
  level: [], status: [], sido: [], sigungu: [], office: [], from: "", to: "", q: "", by: "sido", school: "", region: "", at: null,
});

/**
 * @param {string} name
 * @param {string[]} codes
 * @param {(code: string) => import("./types.js").Word} word
 * @param {(chosen: string[]) => void} onChoose
 * @param {(code: string) => Node} [symbol]
 */
function checkboxes(name, codes, word, onChoose, symbol) {
  const made = codes.map((code) => ({
    code,
    input: /** @type {HTMLInputElement} */ (el("input", { type: "checkbox", name, value: code, on: { change: () => onChoose(chosen()) } })),
    count: el("span", { class: "count" }),
  }));
  const chosen = () => made.filter(({ input }) => input.checked).map(({ code }) => code);
  return {
    boxes: el("div", { class: "choices", data: { name } }, made.map(({ code, input, count }) =>
      el("label", { class: "choice", title: word(code).meaning }, input, symbol?.(code), el("span", {}, word(code).name), count))),
    /** @param {string[]} values @param {Record<string, number>} counts */
    show(values, counts) {
      for (const { code, input, count } of made) {
        input.checked = values.includes(code);
        count.textContent = number(counts[code]);
      }
    },
  };
}

/**
 * @param {"from" | "to"} name @param {string} label
 * @param {string} min @param {string} max
 * @param {import("./store.js").Store} store
 */
function dateField(name, label, min, max, store) {
  const input = /** @type {HTMLInputElement} */ (el("input", { type: "date", id: `filter-${name}`, name, min, max,
    on: { change: () => store.choose({ [name]: input.value }) } }));
  return { input, field: el("div", { class: "field" }, el("label", { for: `filter-${name}` }, label), input) };
}

/** A field that a person is typing in is left alone. @param {Element} input @param {string} value */
function show(input, value) {
  const field = /** @type {HTMLInputElement} */ (input);
  if (field.value.trim() !== value) field.value = value;
}

/** @param {School[]} schools */
function dateRange(schools) {
  const days = schools.map((school) => school.first_reported).filter(Boolean).sort();
  return [days[0] ?? "", days.at(-1) ?? ""];
}

/** @param {string[]} some @param {string[]} others */
const sameMembers = (some, others) => some.length === others.length && some.every((value) => others.includes(value));
