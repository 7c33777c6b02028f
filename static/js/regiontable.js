/** Regions and their figures as a table: what the coloured areas tell, for the keyboard and the ear. */

import { byId, el, fill, hidden } from "./dom.js";
import { rampStep } from "./classes.js";
import { number, t } from "./texts.js";

/** @typedef {import("./view.js").Row} Row */

/**
 * @param {import("./words.js").Words} words
 * @param {import("./placenames.js").PlaceNames} names
 * @param {(level: string, code: string) => void} onOpen
 */
export function createRegionTable(words, names, onOpen) {
  const body = byId("region-rows");
  const caption = byId("region-caption");
  let open = "";

  /** @param {import("./types.js").Region} region */
  const regionName = (region) => {
    const province = names.province(region);
    return el("span", {}, region.name, province ? [" ", el("span", { class: "region-province" }, province)] : null);
  };
  /** @param {Row} row @param {import("./view.js").View} view */
  const line = ({ region, summary, existing, rate, step }, { state, classes }) => el("tr", {},
    el("th", { scope: "row" }, el("button", {
      type: "button", class: "region", data: { region: `${state.by}:${region.code}` },
      "aria-current": `${state.by}:${region.code}` === open ? "true" : null,
      on: { click: () => onOpen(state.by, region.code) },
    }, el("span", { class: "swatch", "aria-hidden": "true", data: { step: step === null ? "none" : String(step && rampStep(step, classes.length)) } }),
    regionName(region), region.cautions.length ? [" ", cautionMark()] : null)),
    el("td", {}, number(summary.schools)),
    el("td", {}, existing === null ? "–" : number(existing)),
    el("td", {}, rate === null ? "–" : number(rate, 1)));

  return {
    /** @param {import("./view.js").View} view */
    show(view) {
      caption.textContent = words.regionLevel(view.state.by).meaning;
      if (!view.rows) {
        fill(body, el("tr", {}, el("td", { colspan: 4, class: "loading-text" }, t("Loading"))));
        return;
      }
      const asked = [...view.rows.values()].filter((row) => row.asked);
      asked.sort((a, b) => (b.value ?? -1) - (a.value ?? -1) || a.region.name.localeCompare(b.region.name) || a.region.code.localeCompare(b.region.code));
      fill(body, asked.map((row) => line(row, view)));
    },
    /** @param {string} region `<level>:<code>` */
    select(region) {
      open = region;
      for (const button of body.querySelectorAll("button")) {
        if (button.dataset.region === region) button.setAttribute("aria-current", "true");
        else button.removeAttribute("aria-current");
      }
    },
  };
}

export const cautionMark = () => el("span", { class: "caution-mark" }, el("span", { "aria-hidden": "true" }, "※"), hidden(t("see the note")));
