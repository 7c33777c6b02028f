/** One page of paper: the map redrawn at the paper's size, the table of regions, and their date and address. */

import { t, tn } from "../text/texts.js";
import { byId, fill } from "../ui/dom.js";

const MAX_ROWS = 34; // in two columns below the map, on A4

/**
 * @param {any} map Leaflet map
 * @param {import("../types.js").Config} config
 */
export function createPrint(map, config) {
  const page = document.documentElement;

  // The map view goes where the state says, as after any change of the window.
  const resize = () => map.invalidateSize({ animate: false, pan: false, debounceMoveend: false });
  window.addEventListener("beforeprint", () => {
    page.classList.add("is-printed");
    showFoot(config);
    limitRows();
    resize();
  });
  window.addEventListener("afterprint", () => {
    page.classList.remove("is-printed");
    resize();
  });
  for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => window.print());
}

/** @param {import("../types.js").Config} config */
function showFoot({ as_of: day, report: { version } }) {
  fill(byId("print-foot"), [t("As of %(date)s", { date: day }), t("Version %(version)s", { version }), location.href].join(" · "));
}

/** Limit the table to the rows that fit on paper, and state how many are left out. */
function limitRows() {
  const rows = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("#region-rows tr")]);
  rows.forEach((row, i) => row.classList.toggle("is-beyond-paper", i >= MAX_ROWS));
  const beyond = rows.length - MAX_ROWS;
  byId("panel-regions").classList.toggle("is-long", rows.length > MAX_ROWS / 2);
  fill(byId("print-rest"), beyond > 0
    ? tn("%(n)s region more is in the table on the page and in the exports.", "%(n)s regions more are in the table on the page and in the exports.", beyond) : null);
}
