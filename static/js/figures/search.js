/**
 * Searching names as people type: a part of a name, its short form, its initial consonants.
 * Pure; `webmap/view/search.py` follows the same rule, and `tests/vectors/search.json` holds both to it.
 */

/** @typedef {import("../types.js").School} School */

const INITIALS = /[\u1100-\u1112]/; // ㄱ … ㅎ as NFKC leaves them where they stand alone
const FIRST_SYLLABLE = 0xac00;
const SYLLABLES_OF_INITIAL = 588;

/** Consonants that a Korean keyboard joins while typing: ㄱㅅ becomes ㄳ. @type {Record<string, string>} */
const CLUSTERS = {
  ㄳ: "ㄱㅅ", ㄵ: "ㄴㅈ", ㄶ: "ㄴㅎ", ㄺ: "ㄹㄱ", ㄻ: "ㄹㅁ", ㄼ: "ㄹㅂ", ㄽ: "ㄹㅅ", ㄾ: "ㄹㅌ", ㄿ: "ㄹㅍ", ㅀ: "ㄹㅎ", ㅄ: "ㅂㅅ",
};
/** White space as Python defines it, so that both sides fold alike. */
// eslint-disable-next-line no-control-regex
const SPACE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/u;

/** Texts that need no folding, as nearly every name is one of these. */
const SYLLABLES = /^[가-힣]+$/;
// eslint-disable-next-line no-control-regex
const ASCII = /^[\x20-\x7e]*$/;

/** @type {Map<string, string>} */
let shortEndings = new Map();
/** @type {number[]} from the longest to the shortest */
let endingLengths = [];
/** @type {WeakMap<School, {english: string | null | undefined, text: string}>} */
const texts = new WeakMap();

/** @param {[string, string][]} pairs endings of official names and how people say them; the longest that fits counts */
export function useShortEndings(pairs) {
  shortEndings = new Map(pairs);
  endingLengths = [...new Set(pairs.map(([ending]) => ending.length))].sort((a, b) => b - a);
}

/** The form in which texts are compared: NFKC, case folded, without white space. @param {string} text */
export const fold = (text) => foldedWords(text).join("");

/** A typed query, folded, with joined consonants taken apart. @param {string} text */
export const foldQuery = (text) => fold(text.replace(/[ㄳ-ㅄ]/g, (cluster) => CLUSTERS[cluster] ?? cluster));

/**
 * The searchable forms of a name, one per line: full, short and English, each folded.
 *
 * @param {string} name @param {string | null | undefined} nameEn
 */
export function searchText(name, nameEn) {
  // Nearly every name is one word of syllables, which stays as it is.
  if (!nameEn && SYLLABLES.test(name)) return short(name) === name ? name : `${name}\n${short(name)}`;
  const words = foldedWords(name);
  const forms = [words.join(""), words.map(short).join(""), fold(nameEn ?? "")];
  return [...new Set(forms.filter(Boolean))].join("\n");
}

/** The `searchText` of a school, computed once, and again when its English name arrives. @param {School} school */
export function textOf(school) {
  const known = texts.get(school);
  if (known && known.english === school.name_en) return known.text;
  const text = searchText(school.name, school.name_en);
  texts.set(school, { english: school.name_en, text });
  return text;
}

/**
 * A test of a `searchText`: an initial consonant stands for any syllable that begins with it, every
 * other character for itself.
 *
 * @param {string} query as it was typed
 * @returns {(text: string) => boolean}
 */
export function nameTest(query) {
  const wanted = foldQuery(query);
  if (!INITIALS.test(wanted)) return (text) => text.includes(wanted);
  const pattern = new RegExp([...wanted].map(patternOf).join(""), "u");
  return (text) => pattern.test(text);
}

/** @param {string} character */
function patternOf(character) {
  if (!INITIALS.test(character)) return escaped(character.codePointAt(0) ?? 0);
  const first = FIRST_SYLLABLE + (character.charCodeAt(0) - 0x1100) * SYLLABLES_OF_INITIAL;
  return `[${character}${escaped(first)}-${escaped(first + SYLLABLES_OF_INITIAL - 1)}]`;
}

/** @param {number} codePoint */
const escaped = (codePoint) => `\\u{${codePoint.toString(16)}}`;

/** @param {string} text */
function foldedWords(text) {
  if (SYLLABLES.test(text)) return [text];
  const same = ASCII.test(text) ? text.toLowerCase() : caseless(text.normalize("NFKC"));
  return same.split(SPACE).filter(Boolean);
}

/** Full case folding, which scripts do not offer: up and down again, but for the letters that would change. @param {string} text */
const caseless = (text) => text.split("ı")
  .map((part) => part.toLowerCase().toUpperCase().toLowerCase().replaceAll("ς", "σ"))
  .join("ı");

/** @param {string} word */
function short(word) {
  for (const length of endingLengths) {
    const said = word.length > length && shortEndings.get(word.slice(-length));
    if (said) return word.slice(0, -length) + said;
  }
  return word;
}
