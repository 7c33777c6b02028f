/** The search field: it filters as one types and suggests schools and regions (a combobox as of ARIA 1.2). */

import { fold, nameTest, searchText, textOf } from "../figures/search.js";
import { choosePlace } from "../state/place_choice.js";
import { t } from "../text/texts.js";
import { el, fill } from "../ui/dom.js";
import { statusSymbol } from "../ui/symbols.js";

/** @typedef {import("../types.js").School} School */
/** @typedef {{name: string, about: string, symbol: Node | null, take: () => void}} Suggestion */
/** @typedef {{store: import("../state/store.js").Store, words: import("../text/words.js").Words, names: import("../text/place_names.js").PlaceNames, data: import("../data/data.js").Data, onOpen: (school: School) => void}} Context */

const MAX_SUGGESTIONS = 8;
const MAX_REGIONS = 3;

/** @param {Context} context */
export function createSearch(context) {
  const { store, words, data } = context;
  const box = createListbox((suggestion) => { box.close(); suggestion.take(); });
  const input = /** @type {HTMLInputElement} */ (el("input", {
    type: "text", inputmode: "search", id: "filter-q", name: "q", autocomplete: "off", spellcheck: "false", enterkeyhint: "search", maxlength: words.longestSearch,
    role: "combobox", "aria-expanded": "false", "aria-controls": "filter-q-list", "aria-autocomplete": "list",
  }));
  const clear = el("button", { type: "button", id: "filter-q-clear", class: "icon-button clear", "aria-label": t("Clear the search"),
    on: { click: () => { store.choose({ q: "" }); input.focus(); } } }, el("span", { "aria-hidden": "true" }, "✕"));
  /** @type {School[]} */
  let kept = [];

  const suggest = () => {
    const text = input.value.trim();
    if (document.activeElement !== input) return; // the reader has moved on, so no list opens
    box.show(input, text ? [...regionsFor(text, context), ...schoolsFor(text, kept, context)].slice(0, MAX_SUGGESTIONS) : []);
  };
  input.addEventListener("input", () => {
    store.follow({ q: input.value.trim() });
    askForRegions(data, suggest);
    suggest();
  });
  input.addEventListener("keydown", (event) => steer(event, box, suggest));
  input.addEventListener("blur", box.close);

  return {
    field: el("div", { class: "field search" }, el("label", { for: "filter-q" }, t("School or region")),
      el("div", { class: "search-box" }, input, clear, box.list)),
    input,
    /** @param {import("../state/view.js").View} view */
    show(view) {
      kept = view.kept;
      clear.hidden = view.state.q === "";
      // A field that a person is typing in is left alone.
      if (input.value.trim() !== view.state.q) input.value = view.state.q;
    },
  };
}

/**
 * @param {KeyboardEvent} event
 * @param {ReturnType<typeof createListbox>} box
 * @param {() => void} suggest
 */
function steer(event, box, suggest) {
  if (event.isComposing) return; // Enter and the arrows belong to the syllable that is being made
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    if (!box.isOpen()) suggest();
    box.move(step);
  } else if (event.key === "Enter") box.take();
  else if (event.key === "Escape" && box.isOpen()) box.close();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** @param {(suggestion: Suggestion) => void} onTake */
function createListbox(onTake) {
  const list = el("ul", { id: "filter-q-list", class: "suggestions", role: "listbox", "aria-label": t("Suggestions"), hidden: true });
  /** @type {Suggestion[]} */
  let offered = [];
  /** @type {HTMLElement | null} */
  let field = null;
  let active = -1;

  const mark = (/** @type {number} */ index) => {
    active = index;
    for (const [i, option] of [...list.children].entries()) option.setAttribute("aria-selected", String(i === index));
    if (index === -1) field?.removeAttribute("aria-activedescendant");
    else field?.setAttribute("aria-activedescendant", list.children[index].id);
    list.children[index]?.scrollIntoView({ block: "nearest" });
  };
  const showOpen = (/** @type {boolean} */ isOpen) => {
    list.hidden = !isOpen;
    field?.setAttribute("aria-expanded", String(isOpen));
    mark(-1);
  };
  const option = (/** @type {Suggestion} */ suggestion, /** @type {number} */ i) => el("li", {
    id: `filter-q-option-${i}`, role: "option", "aria-selected": "false",
    on: { pointerdown: (/** @type {Event} */ event) => event.preventDefault(), click: () => onTake(suggestion) },
  }, suggestion.symbol, el("span", { class: "suggestion-name" }, suggestion.name), el("span", { class: "suggestion-about" }, suggestion.about));

  return {
    list,
    isOpen: () => !list.hidden,
    close: () => showOpen(false),
    /** @param {HTMLElement} input @param {Suggestion[]} suggestions */
    show(input, suggestions) {
      field = input;
      offered = suggestions;
      fill(list, suggestions.map(option));
      showOpen(suggestions.length > 0);
    },
    /** @param {number} step */
    move(step) {
      const count = offered.length + 1; // one place more: the field itself
      if (!list.hidden) mark(((active + 1 + step + count) % count) - 1);
    },
    take() {
      if (!list.hidden && offered[active]) onTake(offered[active]);
      else showOpen(false);
    },
  };
}

/** @param {string} text @param {Context} context @returns {Suggestion[]} */
function regionsFor(text, { store, words, names, data }) {
  const fits = nameTest(text);
  const levels = /** @type {const} */ (["sido", "sigungu", "office"]);
  const found = levels.flatMap((level) => [...(data.arrived(level)?.regions.values() ?? [])]
    .filter((region) => fits(searchText(`${region.name} ${region.name_ko ?? ""} ${region.name_en ?? ""}`, null)))
    .map((region) => ({ level, region })));
  return found.slice(0, MAX_REGIONS).map(({ level, region }) => ({
    name: names.full(level, region.code),
    about: words.regionLevel(level).name,
    symbol: null,
    take: () => {
      const around = level === "sido" ? {} : { ...choosePlace("sido", region.sido, store.get()) };
      store.choose({ ...around, ...choosePlace(level, region.code, { ...store.get(), ...around }), q: "" });
    },
  }));
}

/** Schools of the view whose name begins so, then the others. @param {string} text @param {School[]} kept @param {Context} context @returns {Suggestion[]} */
function schoolsFor(text, kept, { words, names, onOpen }) {
  const wanted = fold(text);
  const begins = (/** @type {School} */ school) => textOf(school).split("\n").some((form) => form.startsWith(wanted));
  const first = kept.filter(begins).slice(0, MAX_SUGGESTIONS);
  const others = first.length < MAX_SUGGESTIONS ? kept.filter((school) => !begins(school)).slice(0, MAX_SUGGESTIONS - first.length) : [];
  return [...first, ...others].map((school) => ({
    name: school.name,
    about: [words.level(school.level).name, words.status(school.status).name, names.ofSchool(school)].filter(Boolean).join(" · "),
    symbol: statusSymbol(school.status),
    take: () => onOpen(school),
  }));
}

/** Names of cities and offices are fetched once somebody searches. @param {import("../data/data.js").Data} data @param {() => void} onArrival */
function askForRegions(data, onArrival) {
  const missing = ["sigungu", "office"].filter((level) => !data.arrived(level));
  // Without them the schools are still suggested, so no message is shown.
  if (missing.length) Promise.all(missing.map(data.layer)).then(onArrival, () => {});
}
