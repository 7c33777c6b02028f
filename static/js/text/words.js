/** Names and meanings of levels, statuses and the like, as the server declares them. */

/** @typedef {import("../types.js").Config} Config */
/** @typedef {import("../types.js").Word} Word */

/** @param {Config} config */
export function createWords(config) {
  const [level, status] = ["level", "status"].map((name) => /** @type {import("../types.js").FilterEntry} */ (config.filters.find((filter) => filter.name === name)));
  const levels = index(level.terms);
  const statuses = index(status.terms);
  const regionLevels = index(config.region_levels);
  const outcomes = index(config.outcomes);
  const cautions = index(config.cautions);
  const codes = (/** @type {Word[]} */ words) => words.map(({ code }) => code);
  return {
    level: levels,
    status: statuses,
    regionLevel: regionLevels,
    outcome: outcomes,
    caution: cautions,
    levels: codes(level.terms),
    statuses: codes(status.terms),
    regionLevels: codes(config.region_levels),
    options: config.embed ? config.embed_options : null,
    longestSearch: config.search.longest,
    standing: status.usual,
  };
}

/** @typedef {ReturnType<typeof createWords>} Words */

/** @param {Word[]} words @returns {(code: string) => Word} a code without a word stands for itself */
function index(words) {
  const byCode = new Map(words.map((word) => [word.code, word]));
  return (code) => byCode.get(code) ?? { code, name: code, meaning: "" };
}
