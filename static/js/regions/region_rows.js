/** The table of regions: what each row shows, and its order, by shown numbers alone. */

import { t } from "../text/texts.js";
import { el, fill } from "../ui/dom.js";

/** @typedef {{code: string, name: string, words: string, step: string, hatched: boolean, element: HTMLTableRowElement}} Row */

/** What the rows of a table say. @param {HTMLTableElement} table @returns {Map<string, Row>} by code */
export function rowsOf(table) {
  return new Map(bodyRows(table).map((element) => {
    const { code = "", step = "" } = element.dataset;
    const name = element.cells[0].textContent?.trim() ?? "";
    const words = element.cells[1].querySelector(".visually-hidden")?.textContent ?? "";
    return [code, { code, name, words, step, hatched: "hatched" in element.dataset, element }];
  }));
}

/** Give each heading a button that sorts. @param {HTMLTableElement} table @param {HTMLElement} announced place for what was done */
export function sortable(table, announced) {
  const original = bodyRows(table);
  const headings = /** @type {HTMLTableCellElement[]} */ ([...table.querySelectorAll("thead th")]);
  for (const heading of headings) {
    const name = heading.textContent ?? "";
    const sort = () => {
      const turns = heading.getAttribute("aria-sort") === "descending" ? "ascending" : "descending";
      for (const other of headings) other.removeAttribute("aria-sort");
      heading.setAttribute("aria-sort", turns);
      const sorted = original.toSorted(comparing(heading.dataset.sort ?? "", turns === "descending"));
      table.tBodies[0].append(...sorted);
      announced.textContent = turns === "descending"
        ? t("Sorted by %(name)s, the greatest first.", { name })
        : t("Sorted by %(name)s, the least first.", { name });
    };
    fill(heading, heading.dataset.sort === "place" ? restoring(name, original, headings, table, announced)
      : el("button", { type: "button", on: { click: sort } }, name));
  }
}

/** The button that brings the official order back. @param {string} name @param {HTMLTableRowElement[]} original @param {HTMLElement[]} headings @param {HTMLTableElement} table @param {HTMLElement} announced */
function restoring(name, original, headings, table, announced) {
  const restore = () => {
    for (const heading of headings) heading.removeAttribute("aria-sort");
    table.tBodies[0].append(...original);
    announced.textContent = t("In the official order.");
  };
  return el("button", { type: "button", on: { click: restore } }, name);
}

/** Rows without a shown number always come last; equal ones keep the official order. @param {string} by @param {boolean} down */
const comparing = (by, down) => (/** @type {HTMLElement} */ a, /** @type {HTMLElement} */ b) => {
  const [first, second] = [keyOf(a, by), keyOf(b, by)];
  if (!first || !second) return Number(!first) - Number(!second);
  const place = first.findIndex((each, at) => each !== second[at]);
  return place < 0 ? 0 : (first[place] - second[place]) * (down ? -1 : 1);
};

/** By what a row is sorted: its least number, then its greatest. @param {HTMLElement} row @param {string} by @returns {number[] | null} */
function keyOf({ dataset }, by) {
  const existing = Number(dataset.existing);
  if (by === "existing") return [existing];
  if (!dataset.low) return null;
  const ends = [Number(dataset.low), Number(dataset.high)];
  return by === "rate" ? ends.map((end) => end / existing) : ends;
}

/** @param {HTMLTableElement} table */
const bodyRows = (table) => [...table.tBodies[0].rows];
