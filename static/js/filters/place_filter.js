/** Choosing regions by drill-down: the nation, a province, and inside it cities or offices of education. */

import { choosePlace, choosePlaces } from "../state/place_choice.js";
import { number, t } from "../text/texts.js";
import { el, fill } from "../ui/dom.js";
import { createRovingGroup } from "../ui/roving_group.js";
import { createBreadcrumbs } from "./breadcrumbs.js";

/** @typedef {import("../types.js").Region} Region */
/** @typedef {import("../types.js").State} State */
/** @typedef {import("../state/place_choice.js").Level} Level */
/** @typedef {{level: Level, inside: string, state: State, counts: import("../figures/school_filter.js").Counts}} Shown */

/**
 * @param {import("../state/store.js").Store} store
 * @param {import("../text/words.js").Words} words
 * @param {import("../text/place_names.js").PlaceNames} names
 * @param {import("../data/data.js").Data} data
 */
export function createPlaceFilter(store, words, names, data) {
  /** Province whose parts are offered, or "" for the provinces themselves. */
  let inside = "";
  /** @type {"sigungu" | "office"} */
  let kind = "sigungu";
  /** @type {{state: State, counts: import("../figures/school_filter.js").Counts} | null} */
  let last = null;

  const list = el("div", { class: "places", role: "group", tabindex: -1 });
  const summary = el("summary", {});
  const kinds = createKinds(words, (chosenKind) => { kind = chosenKind; refresh(); });
  const details = /** @type {HTMLDetailsElement} */ (el("details", { id: "filter-places" }, summary, kinds.switch, list));
  const go = (/** @type {Level} */ level, /** @type {string} */ code) => {
    inside = level === "sido" ? code : inside;
    store.choose(choosePlace(level, code, store.get()));
    refresh();
    (details.open ? list : summary).focus();
  };
  const breadcrumbs = createBreadcrumbs(names, go);
  const options = createOptions(list, store, go);

  const refresh = () => {
    if (!last) return;
    const { state, counts } = last;
    const level = inside ? kind : "sido";
    breadcrumbs.show(state, inside);
    kinds.show(inside !== "", kind);
    fill(summary, inside ? t("Choose inside %(place)s", { place: names.full("sido", inside) }) : t("Choose provinces"));
    list.setAttribute("aria-label", inside ? names.full("sido", inside) : words.regionLevel("sido").name);
    options.show(regionsOf(data, level, inside, state), { level, inside, state, counts });
  };
  return {
    fields: el("fieldset", { id: "filter-region" }, el("legend", {}, t("Region")), breadcrumbs.trail, details),
    /** @param {State} state @param {import("../figures/school_filter.js").Counts} counts */
    show(state, counts) {
      const isFirst = last === null;
      const isOtherOffice = isFirst || state.office.join() !== last?.state.office.join();
      last = { state, counts };
      const province = provinceOf(state, data);
      const isDrilled = state.sigungu.length > 0 || state.office.length > 0;
      // Ticking one province in the list of provinces does not open it.
      if (isFirst || isDrilled) inside = province;
      else if (inside !== province) inside = "";
      if (isOtherOffice && state.office.length && !state.sigungu.length) kind = "office";
      refresh();
    },
  };
}

/** @param {import("../text/words.js").Words} words @param {(kind: "sigungu" | "office") => void} onChoose */
function createKinds(words, onChoose) {
  const inputs = /** @type {const} */ (["sigungu", "office"]).map((kind) => ({
    kind, input: /** @type {HTMLInputElement} */ (el("input", { type: "radio", name: "kind-of-place", value: kind, on: { change: () => onChoose(kind) } })),
  }));
  const group = el("fieldset", { class: "segments" }, el("legend", { class: "visually-hidden" }, t("Regions")),
    inputs.map(({ kind, input }) => el("label", {}, input, el("span", {}, words.regionLevel(kind).name))));
  return {
    switch: group,
    /** @param {boolean} isOffered @param {string} chosenKind */
    show(isOffered, chosenKind) {
      group.hidden = !isOffered;
      for (const { kind, input } of inputs) input.checked = kind === chosenKind;
    },
  };
}

/**
 * @param {HTMLElement} list
 * @param {import("../state/store.js").Store} store
 * @param {(level: Level, code: string) => void} onDrill
 */
function createOptions(list, store, onDrill) {
  /** @type {{code: string, input: HTMLInputElement, count: HTMLElement}[]} */
  let made = [];
  let madeOf = "";
  let builtFor = "";
  const arrangeStops = createRovingGroup(list);

  /** @param {Level} level @param {string} code */
  const toggle = (level, code) => {
    const state = store.get();
    const around = level === "sido" ? {} : { sido: [builtFor] };
    store.choose({ ...choosePlaces(level, toggled(state[level], code), state), ...around });
  };
  /** @param {Region} region @param {Level} level */
  const option = ({ code, name }, level) => {
    const input = /** @type {HTMLInputElement} */ (el("input", { type: "checkbox", name: level, value: code,
      on: { change: () => toggle(level, code) } }));
    const count = el("span", { class: "count" });
    made.push({ code, input, count });
    return el("div", { class: "place" }, el("label", { class: "choice" }, input, el("span", {}, name), count),
      level === "sido" ? el("button", { type: "button", class: "drill", data: { code }, "aria-label": t("Choose inside %(place)s", { place: name }),
        on: { click: () => onDrill("sido", code) } }, el("span", { "aria-hidden": "true" }, "›")) : null);
  };
  return {
    /** @param {Region[]} regions @param {Shown} shown */
    show(regions, { level, inside, state, counts }) {
      const isOf = [level, inside, ...regions.map(({ code }) => code)].join();
      // Rebuilt only when other regions are offered, so that the focus stays where it is.
      if (isOf !== madeOf) {
        made = [];
        fill(list, regions.length ? regions.map((region) => option(region, level)) : el("p", { class: "loading-text" }, t("Loading")));
        madeOf = isOf;
        builtFor = inside;
        arrangeStops();
      }
      const left = counts(level);
      for (const { code, input, count } of made) {
        input.checked = state[level].includes(code);
        count.textContent = number(left.get(code) ?? 0);
      }
    },
  };
}

/** @param {string[]} codes @param {string} code */
const toggled = (codes, code) => (codes.includes(code) ? codes.filter((each) => each !== code) : [...codes, code]);

/** The one province that the chosen regions lie in, or "". @param {State} state @param {import("../data/data.js").Data} data */
function provinceOf({ sido, sigungu, office }, data) {
  if (sido.length) return sido.length === 1 ? sido[0] : "";
  const around = new Set([...sigungu.map((code) => data.region("sigungu", code)?.sido), ...office.map((code) => data.region("office", code)?.sido)]);
  return around.size === 1 ? [...around][0] ?? "" : "";
}

/** @param {import("../data/data.js").Data} data @param {Level} level @param {string} inside @param {State} state */
function regionsOf(data, level, inside, { sigungu }) {
  const all = [...(data.arrived(level)?.regions.values() ?? [])];
  if (level === "sido") return all.sort((a, b) => (a.code < b.code ? -1 : 1));
  const near = all.filter((region) => region.sido === inside &&
    (level === "sigungu" || !sigungu.length || (region.sigungu ?? []).some((code) => sigungu.includes(code))));
  return near.sort((a, b) => a.name.localeCompare(b.name));
}
