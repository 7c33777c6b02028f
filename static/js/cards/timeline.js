/** When the schools of a region were first reported: a small chart, and the same as a table. */

import { countBins, createBins } from "../figures/histogram.js";
import { date, number, t, tn } from "../text/texts.js";
import { el, svg } from "../ui/dom.js";

/** @typedef {import("../types.js").School} School */
/** @typedef {import("../figures/histogram.js").Bin} Bin */

const MAX_BARS = 31;
const WIDTH = 10; // of a bar, in units of the drawing; it is stretched to the width it finds
const HEIGHT = 48;

/**
 * @param {School[]} schools of the region
 * @param {{first: string | null, last: string | null}} span first and last first report of the nation, so that regions have one scale of time
 */
export function timeline(schools, { first, last }) {
  const days = countDays(schools);
  if (!first || !last || !days.size) return null;
  const { unit, bins } = createBins(first, last, MAX_BARS);
  const counts = countBins(bins, days);
  const undated = schools.filter((school) => !school.first_reported).length;
  const title = titles[unit]();
  return el("section", { class: "timeline-part", "aria-labelledby": "timeline-title" },
    el("h3", { id: "timeline-title" }, title),
    drawing(bins, counts, title),
    el("p", { class: "timeline-ends", "aria-hidden": "true" }, el("span", {}, date(bins[0].from)), el("span", {}, date(bins[bins.length - 1].to))),
    undated ? el("p", { class: "meaning" }, tn("%(n)s school without a date is not in it.", "%(n)s schools without a date are not in it.", undated)) : null,
    el("details", {}, el("summary", {}, t("As a table")), asTable(bins, counts, title)));
}

const titles = {
  day: () => t("Schools by day of their first report"),
  week: () => t("Schools by week of their first report"),
  month: () => t("Schools by month of their first report"),
  year: () => t("Schools by year of their first report"),
};

/** First and last day on which a school was first reported. @param {School[]} schools */
export function spanOf(schools) {
  const days = [...countDays(schools).keys()].sort();
  return { first: days[0] ?? null, last: days[days.length - 1] ?? null };
}

/** @param {School[]} schools @returns {Map<string, number>} */
function countDays(schools) {
  /** @type {Map<string, number>} */
  const days = new Map();
  for (const { first_reported: day } of schools) if (day) days.set(day, (days.get(day) ?? 0) + 1);
  return days;
}

/** @param {Bin[]} bins @param {number[]} counts @param {string} title */
function drawing(bins, counts, title) {
  const most = Math.max(...counts);
  const peak = bins[counts.indexOf(most)];
  const label = tn("%(title)s. Most: %(n)s school, %(days)s.", "%(title)s. Most: %(n)s schools, %(days)s.", most, { title, days: period(peak) });
  return svg("svg", { class: "timeline", viewBox: `0 0 ${bins.length * WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", role: "img", "aria-label": label },
    svg("path", { class: "ground", d: `M0 ${HEIGHT}H${bins.length * WIDTH}` }),
    bins.map((_, i) => {
      const height = counts[i] && Math.max(2, (counts[i] / most) * (HEIGHT - 2));
      return svg("rect", { class: "bar", x: i * WIDTH + 1, y: HEIGHT - height, width: WIDTH - 2, height });
    }));
}

/** @param {Bin[]} bins @param {number[]} counts @param {string} title */
const asTable = (bins, counts, title) => el("table", {},
  el("caption", { class: "visually-hidden" }, title),
  el("thead", {}, el("tr", {}, el("th", { scope: "col" }, t("Days")), el("th", { scope: "col", class: "figure" }, t("Schools")))),
  el("tbody", {}, bins.map((bin, i) => el("tr", {}, el("th", { scope: "row" }, period(bin)), el("td", { class: "figure" }, number(counts[i]))))));

/** @param {Bin} bin */
const period = ({ from, to }) => (from === to ? date(from) : t("%(from)s to %(to)s", { from: date(from), to: date(to) }));
