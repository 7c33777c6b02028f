/**
 * The page's state and its form in the address: one grammar, the same as the server's filters.
 * Pure: it knows neither the document nor the map.
 */

import { allFilters, noFilters } from "../figures/filter_table.js";
import { knownValues } from "../figures/named_lists.js";
import { foldQuery } from "../figures/search.js";
import { readable } from "./address.js";
import { canonicalFold } from "./folds.js";
import { usualLevel } from "./place_choice.js";
import { readShortCode, writeShortCode } from "./short_codes.js";

/** @typedef {import("../types.js").State} State */
/** @typedef {import("../types.js").MapView} MapView */
/** @typedef {import("../types.js").EmbedOptions} EmbedOptions */
/** @typedef {{regionLevels: string[], longestSearch: number, options?: EmbedOptions | null, codeOrders?: import("./short_codes.js").Orders}} Vocabulary `options`: in an embed */

/** Values of the page's own parameters; the first is the default. */
const OWN = /** @type {const} */ ({ show: ["count", "rate"], classes: ["quantile", "natural"], points: ["on", "off"], since: ["", "7", "14", "30", "edition"] });
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** @returns {State} */
export function emptyState() {
  return {
    ...noFilters(),
    by: "sido", show: OWN.show[0], classes: OWN.classes[0], points: OWN.points[0], since: OWN.since[0], school: "", region: "", lang: "", at: null, fold: "",
    options: {},
  };
}

/**
 * Read the state from an address; unknown values are left out and named.
 *
 * @param {string} search the query string
 * @param {Vocabulary} vocabulary
 * @returns {{state: State, ignored: string[]}} `ignored` holds texts such as `level=primary`
 */
export function readState(search, vocabulary) {
  const state = emptyState();
  /** @type {string[]} */
  const ignored = [];
  const readers = createReaders(vocabulary);
  state.by = "";
  for (const [name, value] of given(search)) {
    // An address may name a property that every object has (`constructor`), which is no reader.
    if (!Object.hasOwn(readers, name)) ignored.push(name);
    else if (value !== "") readers[name](state, value, (unknown = value) => ignored.push(`${name}=${unknown}`));
  }
  state.by ||= usualLevel(state);
  return { state, ignored };
}

/**
 * @param {State} state
 * @returns {string} query string with `?`, or nothing when everything is as at the start
 */
export function writeState(state) {
  const start = { ...emptyState(), by: usualLevel(state) };
  const parts = [];
  for (const { name } of allFilters()) if (state[name].length) parts.push([name, String(state[name])]);
  for (const name of /** @type {const} */ (["by", "show", "classes", "points", "since", "school", "region", "lang"])) {
    if (state[name] !== start[name]) parts.push([name, state[name]]);
  }
  if (state.at) parts.push(["at", writeView(state.at)]);
  if (state.fold) parts.push(["fold", state.fold]);
  parts.push(...Object.entries(state.options));
  return parts.length ? `?${parts.map(([name, value]) => `${name}=${readable(value)}`).join("&")}` : "";
}

const SHORT_FROM = 8; // regions of a level

/**
 * The same view with many regions as a short code, for passing on.
 *
 * @param {State} state @param {import("./short_codes.js").Orders} orders
 */
export function writeShortState(state, orders) {
  const level = /** @type {const} */ (["office", "sigungu", "sido"]).find((name) => state[name].length >= SHORT_FROM);
  const code = level ? writeShortCode(level, state[level], orders) : "";
  if (!level || !code) return writeState(state);
  const others = writeState({ ...state, [level]: [] });
  return `${others || "?"}${others ? "&" : ""}r=${code}`;
}

/** @param {string} value `<level>:<code>` */
export function splitRegion(value) {
  const [level = "", code = ""] = value.split(":", 2);
  return { level, code };
}

/**
 * Parameters in their order, each once: values of one that is repeated are joined with commas.
 *
 * @param {string} search
 */
function given(search) {
  const parameters = new URLSearchParams(search);
  const names = new Set(parameters.keys());
  return [...names].map((name) => /** @type {const} */ ([name, parameters.getAll(name).filter(Boolean).join(",").trim()]));
}

/** @param {Vocabulary} vocabulary */
function createReaders(vocabulary) {
  /** @typedef {(state: State, value: string, ignore: (unknown?: string) => void) => void} Reader `unknown`: the part of the value that is left out; all of it unless stated */
  /** @type {Record<string, Reader>} */
  const readers = {
    ...Object.fromEntries(allFilters().map((filter) => [filter.name, filterReader(filter, vocabulary)])),
    by: (state, value, ignore) => (vocabulary.regionLevels.includes(value) ? (state.by = value) : ignore()),
    show: oneOf("show"),
    classes: oneOf("classes"),
    points: oneOf("points"),
    since: oneOf("since"),
    school: (state, value) => (state.school = value),
    region: (state, value, ignore) =>
      vocabulary.regionLevels.includes(splitRegion(value).level) ? (state.region = value) : ignore(),
    lang: (state, value) => (state.lang = value.split(",", 1)[0]),
    r: (state, value, ignore) => {
      const read = readShortCode(value, vocabulary.codeOrders ?? {});
      if (read) Object.assign(state, { [read.level]: read.codes });
      else ignore();
    },
    at: (state, value, ignore) => (state.at = readView(value)) || ignore(),
    fold: readFold,
  };
  if (vocabulary.options) Object.assign(readers, optionReaders(vocabulary.options));
  return readers;
}

/** @param {State} state @param {string} value @param {() => void} ignore */
function readFold(state, value, ignore) {
  const fold = canonicalFold(value);
  if (fold) state.fold = fold;
  if (split(value).length !== split(fold).length) ignore();
}

/** The embed options of a host are kept unchanged. @param {EmbedOptions} options */
function optionReaders({ choices, height: { least, most } }) {
  /** @param {string} name @param {(value: string) => boolean} takes */
  const reader = (name, takes) =>
    /** @param {State} state @param {string} value @param {(unknown?: string) => void} ignore */
    (state, value, ignore) => (takes(value) ? (state.options = { ...state.options, [name]: value }) : ignore());
  return {
    ...Object.fromEntries(Object.entries(choices).map(([name, values]) => [name, reader(name, (value) => values.includes(value))])),
    height: reader("height", (value) => /^\d{1,4}$/.test(value) && +value >= least && +value <= most),
  };
}

/** @param {import("../types.js").FilterEntry} filter @param {Vocabulary} vocabulary */
function filterReader({ name, kind, terms }, { longestSearch }) {
  const codes = terms.map(({ code }) => code);
  /** @type {Record<string, (value: string) => string | string[] | null>} what is taken of a value; null for nothing */
  const takes = {
    terms: (value) => split(value).filter((code) => codes.includes(code)),
    regions: split,
    first_day: (value) => (isDate(value) ? value : null),
    last_day: (value) => (isDate(value) ? value : null),
    lists: (value) => knownValues(split(value), codes),
    text: (value) => (lengthOfQuery(value) <= longestSearch ? value : null),
  };
  /** @param {State} state @param {string} value @param {(unknown?: string) => void} ignore */
  return (state, value, ignore) => {
    const taken = takes[kind](value);
    if (taken === null) return ignore();
    Object.assign(state, { [name]: taken });
    const unknown = kind === "terms" ? split(value).filter((code) => !taken.includes(code))
      : kind === "lists" ? split(value).filter((each) => !knownValues([each], codes).length) : [];
    if (unknown.length) ignore(unknown.join(","));
  };
}

/** Characters of a search, typed or folded: one character can stand for a whole sentence. @param {string} text */
const lengthOfQuery = (text) => Math.max([...text].length, [...foldQuery(text)].length);

/** @param {keyof typeof OWN} name */
function oneOf(name) {
  /** @param {State} state @param {string} value @param {() => void} ignore */
  return (state, value, ignore) => {
    if (/** @type {readonly string[]} */ (OWN[name]).includes(value)) state[name] = value;
    else ignore();
  };
}

/** @param {string} value @returns {string[]} */
const split = (value) => [...new Set(value.split(",").map((part) => part.trim()).filter(Boolean))];

/** @param {string} value */
function isDate(value) {
  const day = new Date(`${value}T00:00:00Z`);
  // 30 February is read as the first of March, so a day must come out as it went in.
  return DATE.test(value) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}

/** @param {string} value `zoom/lat/lon` @returns {MapView | null} */
function readView(value) {
  const [zoom, lat, lon, ...rest] = value.split("/").map(Number);
  const plausible = rest.length === 0 && zoom >= 0 && zoom <= 24 && Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
  return plausible ? { zoom, lat, lon } : null;
}

/** @param {MapView} view */
const writeView = ({ zoom, lat, lon }) => `${+zoom.toFixed(2)}/${+lat.toFixed(4)}/${+lon.toFixed(4)}`;
