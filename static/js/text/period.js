/** A period as people say it: "September 2024" rather than its first and last day. */

import { currentLanguage, t } from "./texts.js";

const YEAR = /** @type {const} */ ({ year: "numeric" });
const MONTH = /** @type {const} */ ({ year: "numeric", month: "long" });
const DAY = /** @type {const} */ ({ year: "numeric", month: "long", day: "numeric" });

/**
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
 * Whole years and whole months are told as such; one day, month or year by itself.
 *
 * @param {string} from ISO date @param {string} to ISO date, not before `from`
 */
export function spanName(from, to) {
  const isWholeMonths = from.endsWith("-01") && isLastOfMonth(to);
  const isWholeYears = isWholeMonths && from.endsWith("-01-01") && to.endsWith("-12-31");
  const form = formatter(isWholeYears ? YEAR : isWholeMonths ? MONTH : DAY);
  return form.formatRange(at(from), at(to));
}

/** @param {string} iso */
export const dayName = (iso) => formatter(DAY).format(at(iso));

/** @param {Intl.DateTimeFormatOptions} options */
const formatter = (options) => new Intl.DateTimeFormat(currentLanguage(), { ...options, timeZone: "UTC" });

/** @param {string} iso */
const at = (iso) => new Date(`${iso}T00:00:00Z`);

/** @param {string} iso */
function isLastOfMonth(iso) {
  const next = at(iso);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.getUTCDate() === 1;
}
