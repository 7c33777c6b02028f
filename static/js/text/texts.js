/**
 * Sentences in the reader's language.
 *
 * A sentence is written once, in English, where it is said; `pybabel extract` collects the literal
 * arguments of `t` and `tn`, and the server sends their translations with the page.
 */

/** @type {Record<string, string>} */
let catalogue = {};
let language = "en";
/** @type {Intl.NumberFormat[]} by the number of decimals; to make one takes longer than to format a thousand */
let formats = [];

/**
 * @param {string} code language of the page
 * @param {Record<string, string>} texts English sentence → sentence in that language
 */
export function useTexts(code, texts) {
  catalogue = texts;
  language = code;
  formats = [];
}

/** @param {Record<string, string>} texts of scripts that have come later */
export function addTexts(texts) {
  catalogue = { ...catalogue, ...texts };
}

/** @returns {string} language of the page */
export const currentLanguage = () => language;

/**
 * @param {string} sentence with places such as `%(name)s`
 * @param {Record<string, string | number>} [values]
 */
export function t(sentence, values = {}) {
  return fill(catalogue[sentence] || sentence, values);
}

/**
 * A sentence about a number; `%(n)s` is the number, grouped as the language does.
 *
 * @param {string} one sentence for exactly one
 * @param {string} many sentence for every other number
 * @param {number} n
 * @param {Record<string, string | number>} [values]
 */
export function tn(one, many, n, values = {}) {
  const english = n === 1 ? one : many;
  return fill(catalogue[one] || english, { n: number(n), ...values });
}

/**
 * The same of sentences that the server has translated already.
 *
 * @param {string} one @param {string} many @param {number} n
 */
export const counted = (one, many, n) => fill(n === 1 ? one : many, { n: number(n) });

/** @param {number} value @param {number} [decimals] */
export function number(value, decimals = 0) {
  if (decimals === 0 && value < 1000 && Number.isInteger(value)) return String(value);
  formats[decimals] ??= new Intl.NumberFormat(language, { minimumFractionDigits: decimals, maximumFractionDigits: decimals || 3 });
  return formats[decimals].format(value);
}

/** @param {string} iso date such as `2024-08-26` */
export function date(iso) {
  const day = new Date(`${iso}T00:00:00Z`);
  return day.toLocaleDateString(language, { dateStyle: "medium", timeZone: "UTC" });
}

/** @param {string[]} names */
export const listing = (names) => names.join(", ");

/** @param {string} sentence @param {Record<string, string | number>} values */
function fill(sentence, values) {
  return sentence.replace(/%\((\w+)\)s/g, (place, name) => (name in values ? String(values[name]) : place));
}
