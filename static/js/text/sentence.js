/**
 * The view as a sentence: "41 high schools in Gyeonggi-do, first reported in September 2024, confirmed only".
 * Pure but for the catalogue. The server says the same (`webmap/view/words.py`): both are held to
 * `tests/vectors/sentences.json`.
 */

import { periodPhrase } from "./period.js";
import { currentLanguage, t, tn } from "./texts.js";

/** @typedef {import("../types.js").State} State */
/** @typedef {import("./words.js").Words} Words */
/** @typedef {Pick<import("./place_names.js").PlaceNames, "full" | "sido">} Names */

const MAX_PLACES = 3; // regions of a level, and lists, that are named; of more, how many more there are
const LEVELS = /** @type {const} */ (["sido", "sigungu", "office"]);

/**
 * @param {State} state @param {number} count @param {Words} words @param {Names} names
 * @returns {{head: string, rest: string}} what is counted and how many, and the narrower conditions
 */
export function viewSentence(state, count, words, names) {
  return { head: subject(state, words, names, count), rest: conditions(state, words).join(", ") };
}

/**
 * The name of the map with what it shows.
 *
 * @param {State} state @param {Words} words @param {Names} names @param {boolean} fictional
 */
export function viewTitle(state, words, names, fictional) {
  const shown = phrases(state, words, names).join(", ");
  const name = shown ? `${t("Map of affected schools")}: ${shown}` : t("Map of affected schools");
  return fictional ? `${name} (${t("Fictional sample data")})` : name;
}

/** The view's filters, in a few words each; empty where everything is shown. @param {State} state @param {Words} words @param {Names} names */
function phrases(state, words, names) {
  const what = areAll(state.level, words) ? Object.values(places(state, names)).join(" · ") : subject(state, words, names);
  return [what, ...conditions(state, words)].filter(Boolean);
}

/** Which schools, where, and how many where that is known. @param {State} state @param {Words} words @param {Names} names @param {number} [count] */
function subject(state, words, names, count) {
  const what = schools(state.level, words, count);
  const { office, ...around } = places(state, names);
  const place = Object.values(around).join(" · ");
  if (!place && !office) return t("%(what)s nationwide", { what });
  const inside = place ? t("%(what)s in %(place)s", { what, place }) : what;
  return office ? t("%(what)s under %(place)s", { what: inside, place: office }) : inside;
}

/** No level is chosen, or each of the map's. @param {string[]} chosen @param {Words} words */
const areAll = (chosen, words) => !chosen.length || new Set(chosen).size === words.whole.levels;

/** Schools of the levels, counted or not. @param {string[]} chosen @param {Words} words @param {number} [count] */
function schools(chosen, words, count) {
  if (areAll(chosen, words)) return count === undefined ? t("schools") : tn("%(n)s school", "%(n)s schools", count);
  const nouns = words.levels.filter((code) => chosen.includes(code)).map((code) => words.noun(code));
  const levels = listed(nouns.map(({ plural }) => plural));
  if (count === undefined) return levels;
  return nouns.length === 1 ? nouns[0].counted(count) : tn("%(n)s school among %(levels)s", "%(n)s %(levels)s", count, { levels });
}

/**
 * The regions of each level that is filtered. Provinces go without saying where regions that all lie in them are named.
 *
 * @param {State} state @param {Names} names
 * @returns {Record<string, string>} level → its regions in words
 */
function places(state, names) {
  const narrower = LEVELS.slice(1).flatMap((level) => state[level].map((code) => names.sido(level, code)));
  const areInside = narrower.length > 0 && narrower.every((sido) => sido === undefined || state.sido.includes(sido));
  const named = LEVELS.filter((level) => state[level].length && !(level === "sido" && areInside));
  return Object.fromEntries(named.map((level) =>
    [level, regions([...new Set(state[level])].sort().map((code) => names.full(level, code)))]));
}

/** Names of regions, of many only the first, and how many more there are. @param {string[]} names */
function regions(names) {
  const more = names.length - MAX_PLACES;
  return more > 0 ? t("%(names)s and %(count)s more", { names: names.slice(0, MAX_PLACES).join(separator()), count: more }) : listed(names);
}

const separator = () => (currentLanguage() === "ko" ? "·" : ", ");

/** Things that hold together: "Seoul, Busan and Daegu". @param {string[]} names */
function listed(names) {
  const others = names.slice(0, -1).join(separator());
  return others ? t("%(names)s and %(last)s", { names: others, last: names[names.length - 1] }) : names[0];
}

/** @param {State} state @param {Words} words @returns {string[]} */
function conditions(state, words) {
  const q = state.q.trim().replace(/\s+/g, " ");
  return [
    periodPhrase(state.from, state.to),
    statusPhrase(state.status, words),
    listPhrase(state.lists, words),
    q ? t("with “%(text)s” in the name", { text: q }) : "",
  ].filter(Boolean);
}

/** By which lists the schools are named, of many only how many are chosen. @param {string[]} values @param {Words} words */
function listPhrase(values, words) {
  if (values.length > MAX_PLACES) return t("named by one of %(count)s chosen lists", { count: values.length });
  const found = [...values].sort().map((value) => namedBy(value, words));
  const others = found.slice(0, -1).join(separator());
  return others ? t("%(names)s or %(last)s", { names: others, last: found[found.length - 1] }) : found[0] ?? "";
}

/** What a value of the filter by lists states, as `figures/named_lists.js` writes it. @param {string} value */
const partsOf = (value) => ({ codes: value.replace(/^only:/, "").split("."), alone: value.startsWith("only:") });

/** @param {string} value @param {Words} words */
function namedBy(value, words) {
  const { codes, alone } = partsOf(value);
  const lists = listed(codes.map((code) => words.list(code).name));
  if (alone && codes.length > 1) return t("named by %(lists)s and by no other list", { lists });
  return alone ? t("named by %(lists)s alone", { lists }) : t("named by %(lists)s", { lists });
}

/** A value of the filter by lists: the title of a list, or “only A and B”. @param {string} value @param {Pick<Words, "list">} words */
export function listsInWords(value, words) {
  const { codes, alone } = partsOf(value);
  const lists = listed(codes.map((code) => words.list(code).name));
  return alone ? t("only %(lists)s", { lists }) : lists;
}

/** The statuses, nothing where they are those that stand. @param {string[]} chosen @param {Words} words */
function statusPhrase(chosen, words) {
  const shown = words.statuses.filter((code) => chosen.includes(code));
  if (!shown.length) return "";
  const names = (/** @type {string[]} */ codes) => codes.map((code) => words.status(code).name.toLowerCase());
  if (words.whole.standing.every((code) => shown.includes(code))) {
    const beyond = names(shown.filter((code) => !words.whole.standing.includes(code)));
    return beyond.length ? t("including %(names)s claims", { names: listed(beyond) }) : "";
  }
  if (shown.length === 1) return words.alone(shown[0]);
  const all = names(shown);
  return t("%(names)s or %(last)s only", { names: all.slice(0, -1).join(separator()), last: all[all.length - 1] });
}
