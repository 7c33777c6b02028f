/** The two ends of a period as sliders: the histogram's brush for keyboard and screen reader. */

import { touched } from "../figures/histogram.js";
import { dayName, spanName } from "../text/period.js";
import { t } from "../text/texts.js";
import { el } from "../ui/dom.js";

/** @typedef {import("../figures/histogram.js").Bin} Bin */

/**
 * @param {Bin[]} bins
 * @param {(patch: {from?: string, to?: string}) => void} onMove an end at the edge of the chart is open
 */
export function createDateSliders(bins, onMove) {
  const edge = bins.length - 1;
  const start = slider(t("Start of the period"), edge, () => {
    const index = Math.min(Number(start.value), Number(end.value));
    start.value = String(index);
    onMove({ from: index === 0 ? "" : bins[index].from });
  });
  const end = slider(t("End of the period"), edge, () => {
    const index = Math.max(Number(end.value), Number(start.value));
    end.value = String(index);
    onMove({ to: index === edge ? "" : bins[index].to });
  });

  return {
    sliders: el("div", { class: "date-sliders" }, start, end),
    /** @param {{from: string, to: string}} period */
    show(period) {
      const { first, last } = touched(bins, period);
      set(start, Math.min(first, edge), period.from ? dayName(period.from) : t("from the beginning"));
      set(end, Math.max(last, 0), period.to ? dayName(period.to) : t("to the end"));
      // Where both stand at the right edge, the upper one must be the one that can still move.
      start.classList.toggle("is-above", first > edge / 2);
    },
  };
}

/** Name of a bin. @param {Bin} bin */
export const binName = ({ from, to }) => spanName(from, to);

/** @param {string} label @param {number} max @param {() => void} onInput */
const slider = (label, max, onInput) => /** @type {HTMLInputElement} */ (
  el("input", { type: "range", min: 0, max, step: 1, "aria-label": label, on: { input: onInput } }));

/** @param {HTMLInputElement} input @param {number} index @param {string} text */
function set(input, index, text) {
  if (input.value !== String(index)) input.value = String(index);
  input.setAttribute("aria-valuetext", text);
}
