/** The first lines of an export, shown as a table before the download. */

import { number, t, tn } from "../text/texts.js";
import { el, fill } from "../ui/dom.js";

/** @typedef {{sentence: string, notice: string, count: number, headings: string[], lines: (string | number | null)[][]}} Preview */

/** @param {HTMLElement} place */
export function createExportPreview(place) {
  let latest = 0;

  /** Show the preview at an address, unless another address has been requested since. @param {string} address */
  return async function show(address) {
    const turn = ++latest;
    const content = await load(address);
    if (turn === latest) fill(place, content);
  };
}

/** @param {string} address @returns {Promise<HTMLElement[]>} */
async function load(address) {
  try {
    const response = await fetch(address, { headers: { Accept: "application/json" } });
    const answer = await response.json();
    return response.ok ? table(answer) : [problem(answer.detail)];
  } catch {
    return [problem(t("The first lines could not be loaded. The file can still be downloaded."))];
  }
}

/** @param {string} text */
const problem = (text) => el("p", { class: "note" }, text);

/** @param {Preview} preview */
const table = ({ sentence, notice, count, headings, lines }) => [
  el("p", { class: "export-sentence" }, el("b", {}, sentence)),
  ...(notice ? [el("p", { class: "quiet" }, notice)] : []),
  el("section", { class: "export-table", tabindex: 0, "aria-label": t("The first lines") },
    el("table", {},
      el("caption", {}, lines.length < count
        ? t("The first %(shown)s of %(count)s lines; the file holds all of them.", { shown: number(lines.length), count: number(count) })
        : tn("%(n)s line", "%(n)s lines", count)),
      el("thead", {}, el("tr", {}, headings.map((heading) => el("th", { scope: "col" }, heading)))),
      el("tbody", {}, lines.map((line) => el("tr", {}, line.map(cell)))))),
];

/** @param {string | number | null} value */
const cell = (value) => typeof value === "number"
  ? el("td", { class: "number" }, value.toLocaleString())
  : el("td", {}, value ?? "");
