/** Periods as people say them: "September 2024" rather than its first and last day. */

import { currentLanguage, t } from "./texts.js";

const YEAR = /** @type {const} */ ({ year: "numeric" });
const MONTH = /** @type {const} */ ({ year: "numeric", month: "long" });
const DAY = /** @type {const} */ ({ year: "numeric", month: "long", day: "numeric" });
const MONTH_OF_YEAR = /** @type {const} */ ({ month: "long" });
const DAY_OF_YEAR = /** @type {const} */ ({ month: "long", day: "numeric" });

/**
 * When schools were first reported, in the sentence of a view; the server says the same (`webmap/view/period.py`).
 *
 * @param {string} from ISO date or empty
 * @param {string} to ISO date or empty
 * @returns {string} nothing where both are empty
 */
export function periodPhrase(from, to) {
  if (from && to && from > to) return periodName(from, to);
  if (from && to) return spanPhrase(from, to);
  if (from) return t("first reported since %(first)s", { first: dayName(from) });
  return to ? t("first reported by %(last)s", { last: dayName(to) }) : "";
}

/** @param {string} from ISO date @param {string} to ISO date, not before `from` */
function spanPhrase(from, to) {
  const unit = unitOf(from, to);
  const [first, last] = [from, to].map((iso) => formatter(unit).format(at(iso)));
  if (first === last && unit === DAY) return t("first reported on %(day)s", { day: first });
  if (first === last) return t("first reported in %(period)s", { period: first });
  if (from.slice(0, 4) !== to.slice(0, 4)) return t("first reported from %(first)s to %(last)s", { first, last });
  // The year appears once: in Korean before the first day, in English behind the last one.
  const part = formatter(unit === DAY ? DAY_OF_YEAR : MONTH_OF_YEAR);
  const ends = currentLanguage() === "ko" ? { first, last: part.format(at(to)) } : { first: part.format(at(from)), last };
  return t("first reported from %(first)s to %(last)s", ends);
}

/**
 * The period by itself, on the button that removes it: short, as a longer one would move the chart under the pointer.
 *
 * @param {string} from ISO date or empty
 * @param {string} to ISO date or empty
 * @returns {string} nothing where both are empty
 */
export function periodName(from, to) {
  if (from && to && from > to) return t("the period ends (%(to)s) before it begins (%(from)s)", { from: dayName(from), to: dayName(to) });
  if (from && to) return spanName(from, to);
  if (from) return t("from %(from)s on", { from: dayName(from) });
  return to ? t("up to %(to)s", { to: dayName(to) }) : "";
}

/**
 * Whole years and whole months are named as such; one day, month or year by itself.
 *
 * @param {string} from ISO date @param {string} to ISO date, not before `from`
 */
export function spanName(from, to) {
  return formatter(unitOf(from, to)).formatRange(at(from), at(to));
}

/** What a period is made of: whole years, whole months, or days. @param {string} from ISO date @param {string} to ISO date */
function unitOf(from, to) {
  if (!from.endsWith("-01") || !isLastOfMonth(to)) return DAY;
  return from.endsWith("-01-01") && to.endsWith("-12-31") ? YEAR : MONTH;
}

/** @param {string} iso */
export const dayName = (iso) => formatter(DAY).format(at(iso));

/** Formats of a language by their options; to make one takes longer than to format a hundred days. @type {Map<string, WeakMap<object, Intl.DateTimeFormat>>} */
const formats = new Map();

/** @param {Intl.DateTimeFormatOptions} options one of those above */
function formatter(options) {
  const language = currentLanguage();
  const known = formats.get(language) ?? new WeakMap();
  formats.set(language, known);
  const format = known.get(options) ?? new Intl.DateTimeFormat(language, { ...options, timeZone: "UTC" });
  known.set(options, format);
  return format;
}

/** @param {string} iso */
const at = (iso) => new Date(`${iso}T00:00:00Z`);

/** @param {string} iso */
function isLastOfMonth(iso) {
  const next = at(iso);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.getUTCDate() === 1;
}
