/** Names and meanings of levels, statuses and the like, as the server declares them. */

import { counted } from "./texts.js";

/** @typedef {import("../types.js").Config} Config */
/** @typedef {import("../types.js").Word} Word */

/** @param {Config} config */
export function createWords(config) {
  const [level, status] = ["level", "status"].map((name) => /** @type {import("../types.js").FilterEntry} */ (config.filters.find((filter) => filter.name === name)));
  const lists = index(config.filters.find(({ kind }) => kind === "lists")?.terms ?? []);
  const levels = index(level.terms);
  const statuses = index(status.terms);
  const regionLevels = index(config.region_levels);
  const cautions = index(config.cautions);
  const codes = (/** @type {Word[]} */ words) => words.map(({ code }) => code);
  return {
    level: levels,
    list: lists,
    status: statuses,
    noun: (/** @type {string} */ code) => createNoun(config.nouns[code] ?? { one: code, many: code, plural: code }),
    regionLevel: regionLevels,
    outcome: (/** @type {string} */ code) => index(config.outcomes)(code), // comes with the cards
    caution: cautions,
    levels: codes(level.terms),
    statuses: codes(status.terms),
    regionLevels: codes(config.region_levels),
    options: config.embed ? config.embed_options : null,
    longestSearch: config.search.longest,
    /** Comes with the dialogs, or before everything where the address needs it. */
    get codeOrders() { return config.code_orders; },
    standing: status.usual,
    whole: config.whole,
    alone: (/** @type {string} */ code) => config.alone[code] ?? "",
  };
}

/** @typedef {ReturnType<typeof createWords>} Words */

/** Schools of a level: all of them, and so many. @param {import("../types.js").Noun} noun */
const createNoun = ({ one, many, plural }) => ({ plural, counted: (/** @type {number} */ n) => counted(one, many, n) });

/** @param {Word[]} words @returns {(code: string) => Word} a code without a word stands for itself */
function index(words) {
  const byCode = new Map(words.map((word) => [word.code, word]));
  return (code) => byCode.get(code) ?? { code, name: code, meaning: "" };
}
