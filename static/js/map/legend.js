/** The meaning of the colours and shapes that occur on the map. */

import { rampStep } from "../figures/classes.js";
import { number, t } from "../text/texts.js";
import { byId, el, fill } from "../ui/dom.js";
import { statusSymbol } from "../ui/symbols.js";
import { HATCHED, isHatched } from "./choropleth.js";

/** @param {import("../text/words.js").Words} words */
export function createLegend(words) {
  const areas = byId("legend-areas");
  const points = byId("legend-points");
  const title = byId("legend-title");

  /** @param {import("../state/view.js").View} view */
  return function showLegend({ state, rows, classes, statuses, summary, kept }) {
    title.textContent = state.show === "rate" ? t("Schools per 100 existing schools") : t("Number of schools");
    const decimals = state.show === "rate" ? 1 : 0;
    const all = [...(rows?.values() ?? [])];
    const steps = new Set(all.map((row) => row.step));
    fill(areas,
      steps.has(0) && swatch("0", "0"),
      classes.map(({ from, to }, i) => steps.has(i + 1) && swatch(String(rampStep(i + 1, classes.length)), range(from, to, decimals))),
      all.some((row) => row.inFilter && row.value === null) && swatch("none", t("no figure")),
      all.some((row) => !row.inFilter) && swatch("unasked", t("outside the filter")),
      all.some(isHatched) && swatch("hatched", words.caution(HATCHED).name));
    fill(points,
      statuses.filter((status) => summary.statuses[status])
        .map((status) => el("li", {}, statusSymbol(status), words.status(status).name)),
      kept.some(({ outcome }) => outcome === "approximate")
        && el("li", {}, el("span", { class: "approximate-sign", "aria-hidden": "true" }), t("approximate place")));
    /** @type {HTMLElement} */ (points.parentElement).hidden = points.childElementCount === 0 || state.points === "off";
  };
}

/** @param {number} from @param {number} to @param {number} decimals */
const range = (from, to, decimals) =>
  from === to ? number(to, decimals) : `${number(from, decimals)}–${number(to, decimals)}`;

/** @param {string} step @param {string} label */
const swatch = (step, label) => el("li", {}, el("span", { class: "swatch", data: { step }, "aria-hidden": "true" }), label);
