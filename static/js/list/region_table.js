/** Regions and their figures as a table: the content of the coloured areas for keyboard and screen reader. */

import { rampStep } from "../figures/classes.js";
import { number, t } from "../text/texts.js";
import { byId, el, fill, hidden } from "../ui/dom.js";
import { arrange, createElementCache } from "./arrange.js";

/** @typedef {import("../state/view.js").Row} Row */

/**
 * @param {import("../text/words.js").Words} words
 * @param {import("../text/place_names.js").PlaceNames} names
 * @param {(level: string, code: string) => void} onOpen
 */
export function createRegionTable(words, names, onOpen) {
  const body = byId("region-rows");
  const caption = byId("region-caption");
  const head = /** @type {HTMLTableElement} */ (body.closest("table")).tHead;
  if (head) fill(head, el("tr", {}, [t("Region"), t("Listed schools"), t("Existing schools"), t("Listed per 100 schools")].map((text) => el("th", { scope: "col" }, text))));
  let open = "";

  /** @param {import("../types.js").Region} region */
  const regionName = (region) => {
    const province = names.province(region);
    return el("span", {}, region.name, province ? [" ", el("span", { class: "region-province" }, province)] : null);
  };
  let level = "";
  const rowsFor = createElementCache((/** @type {Row} */ { region }) => `${level}:${region.code}`, ({ region }) => line(region, `${level}:${region.code}`));
  /** @param {import("../types.js").Region} region @param {string} key */
  const line = (region, key) => el("tr", {},
    el("th", { scope: "row" }, el("button", {
      type: "button", class: "region", data: { region: key }, "aria-current": key === open ? "true" : null,
      on: { click: () => onOpen(...splitKey(key)) },
    }, el("span", { class: "swatch", "aria-hidden": "true" }), regionName(region), region.cautions.length ? [" ", cautionMark()] : null)),
    el("td", {}), el("td", {}), el("td", {}));

  return {
    /** @param {import("../state/view.js").View} view */
    show({ state, rows, classes }) {
      caption.textContent = words.regionLevel(state.by).meaning;
      if (!rows) {
        arrange(body, [el("tr", {}, el("td", { colspan: 4, class: "loading-text" }, t("Loading")))]);
        return;
      }
      level = state.by;
      const filtered = [...rows.values()].filter((row) => row.inFilter).sort(byValueAndName);
      const lines = rowsFor(filtered);
      filtered.forEach((row, i) => write(lines[i], row, classes.length));
      arrange(body, lines);
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

/** @param {HTMLElement} line @param {Row} row @param {number} classes */
function write(line, { summary, existing, rate, step }, classes) {
  const [head, ...cells] = line.children;
  const swatch = /** @type {HTMLElement} */ (head.firstElementChild?.firstElementChild);
  const figures = [number(summary.schools), existing === null ? "–" : number(existing), rate === null ? "–" : number(rate, 1)];
  swatch.dataset.step = step === null ? "none" : String(step && rampStep(step, classes));
  cells.forEach((cell, i) => {
    if (cell.textContent !== figures[i]) cell.textContent = figures[i];
  });
}

const names = new Intl.Collator();

/** @param {Row} a @param {Row} b */
const byValueAndName = (a, b) => (b.value ?? -1) - (a.value ?? -1)
  || names.compare(a.region.name, b.region.name) || (a.region.code < b.region.code ? -1 : 1);

/** @param {string} key @returns {[string, string]} */
const splitKey = (key) => [key.slice(0, key.indexOf(":")), key.slice(key.indexOf(":") + 1)];

export const cautionMark = () => el("span", { class: "caution-mark" }, el("span", { "aria-hidden": "true" }, "※"), hidden(t("see the note")));
