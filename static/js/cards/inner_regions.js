/** The smaller regions inside a region, and the offices of education for it, each a link to its own card. */

import { t, tn } from "../text/texts.js";
import { el, fill } from "../ui/dom.js";

/** @typedef {import("../types.js").Region} Region */
/** @typedef {{data: import("../data/data.js").Data, words: import("../text/words.js").Words, rowsOf: (level: string) => Map<string, import("../state/view.js").Row>, onOpen: (level: string, code: string) => void}} Context */

/** Levels that a card leads to. @type {Record<string, string[]>} */
const LEADS_TO = { sido: ["sigungu", "office"], office: ["sigungu"], sigungu: ["office"] };

/** @param {Region} region @param {string} level @param {Context} context */
export const insideOf = (region, level, context) => LEADS_TO[level].map((inner) => partOf(region, level, inner, context));

/** Filled when opened, as the regions may have to be fetched first. @param {Region} region @param {string} level @param {string} inner @param {Context} context */
function partOf(region, level, inner, context) {
  const list = el("ul", { class: "inside-list" });
  const open = () => {
    fill(list, el("li", { class: "quiet" }, t("Loading")));
    context.data.layer(inner).then(
      ({ regions }) => show(list, [...regions.values()].filter((each) => overlap(region, level, each, inner)), inner, context),
      () => fill(list, el("li", { class: "quiet" }, t("This could not be loaded. Close and open it to try again."))));
  };
  const part = /** @type {HTMLDetailsElement} */ (el("details", { class: "inside", on: { toggle: () => part.open && open() } },
    el("summary", {}, headings[inner]()), list));
  return part;
}

/** @type {Record<string, () => string>} */
const headings = {
  sigungu: () => t("Cities and counties in it"),
  office: () => t("Offices of education for it"),
};

/** @param {HTMLElement} list @param {Region[]} parts @param {string} level @param {Context} context */
function show(list, parts, level, { rowsOf, onOpen }) {
  const rows = rowsOf(level);
  fill(list, parts.sort((a, b) => a.name.localeCompare(b.name)).map(({ code, name }) => {
    const row = rows.get(code);
    return el("li", {}, el("button", { type: "button", class: "action", on: { click: () => onOpen(level, code) } }, name), " ",
      el("span", { class: "quiet" }, row?.inFilter ? tn("%(n)s school", "%(n)s schools", row.summary.schools) : t("outside the filter")));
  }));
}

/** @param {Region} region @param {string} level @param {Region} other @param {string} inner */
function overlap(region, level, other, inner) {
  if (level === "sido") return other.sido === region.code;
  return inner === "sigungu" ? (region.sigungu ?? []).includes(other.code) : (other.sigungu ?? []).includes(region.code);
}
