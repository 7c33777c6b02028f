/** The histogram of first reports, drawn; dragging across it chooses a period. */

import { countBins, touched } from "../figures/histogram.js";
import { number, t } from "../text/texts.js";
import { el, fill, svg } from "../ui/dom.js";

/** @typedef {import("../figures/histogram.js").Bin} Bin */

const WIDTH = 10; // of a bin, in units of the drawing; it is stretched to the width it finds
const HEIGHT = 56;
const BASE = 4; // room for the bracket under the chosen part

/**
 * @param {Bin[]} bins
 * @param {(bin: Bin, count: number) => string} describeBin text of a bar's tooltip
 * @param {(first: number, last: number, isBegin: boolean) => void} onBrush indices of bins; `isBegin` for the first of a drag
 */
export function createDateHistogram(bins, describeBin, onBrush) {
  const titles = bins.map(() => svg("title"));
  const bars = bins.map((_, i) => svg("rect", { class: "bar", x: i * WIDTH + 1, width: WIDTH - 2 }));
  const columns = bins.map((_, i) => svg("rect", { class: "column", x: i * WIDTH, y: 0, width: WIDTH, height: HEIGHT }, titles[i]));
  const bracket = svg("path", { class: "bracket" });
  const chart = svg("svg", { class: "histogram", viewBox: `0 0 ${bins.length * WIDTH} ${HEIGHT + BASE}`, preserveAspectRatio: "none", role: "img" },
    bars, bracket, columns);
  makeBrush(chart, bins.length, onBrush);
  const peak = el("span", { class: "peak", "aria-hidden": "true" });

  return {
    drawing: el("div", { class: "histogram-frame" }, peak, chart),
    /** @param {Map<string, number>} days @param {{from: string, to: string}} period @param {string} label text alternative of the drawing */
    show(days, period, label) {
      const counts = countBins(bins, days);
      const most = Math.max(...counts, 1);
      const { first, last } = touched(bins, period);
      for (const [i, count] of counts.entries()) {
        const height = count && Math.max(2, (count / most) * (HEIGHT - 2));
        bars[i].setAttribute("height", String(height));
        bars[i].setAttribute("y", String(HEIGHT - height));
        bars[i].classList.toggle("is-outside", i < first || i > last);
        titles[i].textContent = describeBin(bins[i], count);
      }
      bracket.setAttribute("d", first <= last ? `M${first * WIDTH + 1} ${HEIGHT}v${BASE - 1}H${(last + 1) * WIDTH - 1}v${1 - BASE}` : "");
      chart.setAttribute("aria-label", label);
      fill(peak, t("at most %(n)s", { n: number(Math.max(...counts, 0)) }));
      return counts;
    },
  };
}

/**
 * @param {SVGElement} chart @param {number} count of bins
 * @param {(first: number, last: number, isBegin: boolean) => void} onBrush
 */
function makeBrush(chart, count, onBrush) {
  let anchor = -1;
  let reached = -1;
  const binUnder = (/** @type {PointerEvent} */ { clientX }) => {
    const { left, width } = chart.getBoundingClientRect();
    return Math.min(count - 1, Math.max(0, Math.floor(((clientX - left) / width) * count)));
  };
  chart.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    chart.setPointerCapture(event.pointerId);
    anchor = reached = binUnder(event);
    onBrush(anchor, anchor, true);
  });
  chart.addEventListener("pointermove", (event) => {
    const bin = binUnder(event);
    if (anchor === -1 || bin === reached) return;
    reached = bin;
    onBrush(Math.min(anchor, bin), Math.max(anchor, bin), false);
  });
  for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) chart.addEventListener(end, () => { anchor = -1; });
}
