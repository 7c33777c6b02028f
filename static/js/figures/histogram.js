/** First reports in bins of days, weeks, months or years. Pure; days are ISO dates, weeks begin on Monday. */

/** @typedef {"day" | "week" | "month" | "year"} Unit */
/** @typedef {{from: string, to: string}} Bin first and last day, both inside */

const UNITS = /** @type {const} */ (["day", "week", "month", "year"]);
const DAY_MS = 86_400_000;

/**
 * Bins without a gap from the first day to the last, of the smallest unit that does not give too many.
 *
 * @param {string} first ISO date @param {string} last ISO date, not before `first`
 * @param {number} [most] largest number of bins
 * @returns {{unit: Unit, bins: Bin[]}} the first and last bin may reach beyond the given days
 */
export function createBins(first, last, most = 60) {
  const unit = UNITS.find((each) => estimateBins(each, first, last) <= most) ?? "year";
  const bins = [];
  for (let start = startOf(unit, first); start <= last; start = after(unit, start)) {
    bins.push({ from: start, to: addDays(after(unit, start), -1) });
  }
  return { unit, bins };
}

/**
 * @param {Bin[]} bins
 * @param {Map<string, number>} days schools by ISO date
 * @returns {number[]} schools by bin
 */
export function countBins(bins, days) {
  const counts = bins.map(() => 0);
  for (const [day, count] of days) {
    const index = binAt(bins, day);
    if (index !== -1 && day >= bins[index].from) counts[index] += count;
  }
  return counts;
}

/**
 * @param {Bin[]} bins @param {string} day
 * @returns {number} index of the bin that holds the day, or the first one after it; -1 behind the last
 */
const binAt = (bins, day) => bins.findIndex(({ to }) => day <= to);

/**
 * The bins that a period touches; an open end reaches to the edge, and where it touches none, `first` lies behind `last`.
 *
 * @param {Bin[]} bins @param {{from: string, to: string}} period
 * @returns {{first: number, last: number}} indices, from 0 to the number of bins and from -1
 */
export function touched(bins, { from, to }) {
  const first = from ? binAt(bins, from) : 0;
  const last = to ? bins.findLastIndex((bin) => bin.from <= to) : bins.length - 1;
  return { first: first === -1 ? bins.length : first, last };
}

/** @param {Unit} unit @param {string} first @param {string} last */
function estimateBins(unit, first, last) {
  const days = (Date.parse(last) - Date.parse(first)) / DAY_MS + 1;
  return days / { day: 1, week: 7, month: 30.4, year: 365.25 }[unit];
}

/** @param {Unit} unit @param {string} day */
function startOf(unit, day) {
  if (unit === "week") return addDays(day, -((new Date(day).getUTCDay() + 6) % 7));
  if (unit === "month") return `${day.slice(0, 7)}-01`;
  return unit === "year" ? `${day.slice(0, 4)}-01-01` : day;
}

/** @param {Unit} unit @param {string} start */
function after(unit, start) {
  if (unit === "day" || unit === "week") return addDays(start, unit === "day" ? 1 : 7);
  // From the first day, 31 or 366 days on always fall into the next one.
  return startOf(unit, addDays(start, unit === "month" ? 31 : 366));
}

/** @param {string} day @param {number} count */
function addDays(day, count) {
  return new Date(Date.parse(day) + count * DAY_MS).toISOString().slice(0, 10);
}
