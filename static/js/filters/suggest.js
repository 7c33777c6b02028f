/** What a typed text may mean: regions, listed schools, and schools of the register that are not listed. */

import { noFilters, shownTerms } from "../figures/filter_table.js";
import { fold, nameTest, searchText, textOf } from "../figures/search.js";
import { choosePlace } from "../state/place_choice.js";
import { t } from "../text/texts.js";
import { statusSymbol } from "../ui/symbols.js";

/** @typedef {import("../types.js").School} School */
/** @typedef {import("../types.js").RegisterSchool} RegisterSchool */
/** @typedef {import("./listbox.js").Suggestion} Suggestion */
/**
 * @typedef {{store: import("../state/store.js").Store, words: import("../text/words.js").Words, names: import("../text/place_names.js").PlaceNames,
 *   data: import("../data/data.js").Data, schools: School[], onOpen: (school: School, patch: Partial<import("../types.js").State>) => void}} Context
 *   `schools`: every school of the page
 */

const MAX_SUGGESTIONS = 8;
const MAX_REGIONS = 3;
const MAX_UNLISTED = 3; // that have a place beside more listed ones

/** What fits a typed text. @param {string} text @param {School[]} kept those of the view @param {RegisterSchool[]} unlisted @param {Context} context */
export function findMeant(text, kept, unlisted, context) {
  const fits = nameTest(text);
  const inView = new Set(kept);
  return {
    regions: regionsFor(fits, context),
    schools: beginningFirst(text, kept.filter((school) => fits(textOf(school)))),
    outside: context.schools.filter((school) => !inView.has(school) && fits(textOf(school))),
    unlisted: unlisted.filter(({ text: forms }) => fits(forms)),
  };
}

/** @typedef {ReturnType<typeof findMeant>} Meant */

/** @param {Meant} meant */
export const isNothing = ({ regions, schools, outside, unlisted }) =>
  !regions.length && !schools.length && !outside.length && !unlisted.length;

/**
 * @param {Meant} meant @param {Context} context
 * @param {(school: RegisterSchool) => void} onUnlisted
 * @returns {Suggestion[]}
 */
export function suggestionsFor({ regions, schools, outside, unlisted }, context, onUnlisted) {
  const listed = [...regions, ...schools.map((school) => listedSuggestion(school, context, {})),
    ...outside.map((school) => listedSuggestion(school, context, outsideFilters(school)))];
  const room = MAX_SUGGESTIONS - Math.min(unlisted.length, MAX_UNLISTED);
  const first = listed.slice(0, room);
  return [...first, ...unlisted.slice(0, MAX_SUGGESTIONS - first.length).map((school) => ({
    name: school.name,
    about: [aboutUnlisted(school, context), t("not on the list")].filter(Boolean).join(" · "),
    symbol: null,
    take: () => onUnlisted(school),
  }))];
}

/** Filters under which a school is shown that the present ones leave out. @param {School} school @returns {Partial<import("../types.js").State>} */
const outsideFilters = ({ status }) => ({ ...noFilters(), status: shownTerms(noFilters(), "status").includes(status) ? [] : [status] });

/** Level and place of a school that is not listed. @param {RegisterSchool} school @param {Pick<Context, "words" | "names">} context */
export const aboutUnlisted = ({ level, sido, place }, { words, names }) =>
  [words.level(level).name, names.inProvince(place, sido)].filter(Boolean).join(" · ");

/** @param {(text: string) => boolean} fits @param {Context} context @returns {Suggestion[]} */
function regionsFor(fits, { store, words, names, data }) {
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

/** Schools whose name begins so, then the others. @param {string} text @param {School[]} found */
function beginningFirst(text, found) {
  const wanted = fold(text);
  const begins = (/** @type {School} */ school) => textOf(school).split("\n").some((form) => form.startsWith(wanted));
  const first = found.filter(begins).slice(0, MAX_SUGGESTIONS);
  return first.length < MAX_SUGGESTIONS ? [...first, ...found.filter((school) => !begins(school)).slice(0, MAX_SUGGESTIONS)] : first;
}

/** @param {School} school @param {Context} context @param {Partial<import("../types.js").State>} patch filters that it needs @returns {Suggestion} */
function listedSuggestion(school, { words, names, onOpen }, patch) {
  const isOutside = Object.keys(patch).length > 0;
  return {
    name: school.name,
    about: [words.level(school.level).name, words.status(school.status).name, names.ofSchool(school), isOutside ? t("outside the filter") : ""].filter(Boolean).join(" · "),
    symbol: statusSymbol(school.status),
    take: () => onOpen(school, { ...patch, q: "" }),
  };
}
