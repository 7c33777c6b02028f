/** Copying the region table as it stands: as text with tabs for spreadsheets, and as a table for documents. */

import { t } from "../text/texts.js";
import { el, fill } from "../ui/dom.js";

/** Offer the copying above the table. @param {HTMLTableElement} table whose content may change */
export function offerCopying(table) {
  const status = el("span", { class: "quiet", role: "status" });
  const copy = async () => {
    const lines = readLines(table);
    const isCopied = await writeAsync(lines) || writeByEvent(lines);
    fill(status, isCopied ? t("The table was copied.") : t("The browser does not let the page copy."));
  };
  table.before(el("p", { class: "table-actions" },
    el("button", { type: "button", class: "action", id: "region-copy", on: { click: copy } }, t("Copy the table")), status));
}

/** The cells' texts, of regions their full names. @param {HTMLTableElement} table @returns {string[][]} the headings first */
function readLines(table) {
  return [...table.rows].map((row) => [...row.cells].map((cell) => {
    const named = cell.querySelector("button.region");
    if (named) return named.getAttribute("title") ?? named.querySelector(":scope > span:not(.swatch):not(.caution-mark)")?.textContent ?? "";
    return (cell.textContent ?? "").replace("†", "").trim();
  }));
}

/** @param {string[][]} lines */
const asText = (lines) => lines.map((cells) => cells.join("\t")).join("\n");

/** @param {string[][]} lines */
const asHtml = ([head, ...lines]) => el("table", {},
  el("thead", {}, el("tr", {}, head.map((text) => el("th", {}, text)))),
  el("tbody", {}, lines.map((cells) => el("tr", {}, cells.map((text, i) => el(i ? "td" : "th", {}, text)))))).outerHTML;

/** @param {string[][]} lines @returns {Promise<boolean>} whether the browser took it */
async function writeAsync(lines) {
  try {
    const item = new ClipboardItem({
      "text/plain": new Blob([asText(lines)], { type: "text/plain" }),
      "text/html": new Blob([asHtml(lines)], { type: "text/html" }),
    });
    await navigator.clipboard.write([item]);
    return true;
  } catch {
    return false; // an address without TLS, or a frame that may not write
  }
}

/** The older way, which frames and plain addresses allow as well. @param {string[][]} lines */
function writeByEvent(lines) {
  const write = (/** @type {ClipboardEvent} */ event) => {
    event.clipboardData?.setData("text/plain", asText(lines));
    event.clipboardData?.setData("text/html", asHtml(lines));
    event.preventDefault();
  };
  document.addEventListener("copy", write, { once: true });
  const isCopied = document.execCommand("copy");
  document.removeEventListener("copy", write);
  return isCopied;
}
