/** The page of the entries that are not on the map, in a copy that was published as files: its form filters here. */

import { useShortEndings } from "../figures/search.js";
import { number, t, tn, useTexts } from "../text/texts.js";
import { byId, el, fill } from "../ui/dom.js";
import { choose, FACETS, isFiltered, joinQueries, PAGE_SIZE, passedOn, readFilters, writeFilters } from "./unplaced_rows.js";

/** @typedef {import("./unplaced_rows.js").Filters} Filters */
/** @typedef {import("../types.js").UnplacedEntry} Entry */
/** @typedef {{entries: Entry[], offices: Record<string, string>, meanings: Record<string, string>, names: Record<string, Record<string, string>>}} Known */

/** The server's pages are folders; filtered entries are shown on the first one. */
export async function startUnplaced() {
  const form = /** @type {HTMLFormElement | null} */ (document.getElementById("unplaced-form"));
  if (!form) return;
  form.hidden = false;
  if (writeFilters(readFilters(location.search)) || new URLSearchParams(location.search).has("office")) {
    const known = await load(form);
    show(form, known, readFilters(location.search, known.offices));
  }
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    // Unfiltered entries are on the pages that the server wrote. The form states the province itself.
    const kept = new URLSearchParams(passedOn(location.search));
    for (const level of ["sigungu", "office"]) kept.delete(level);
    const query = joinQueries(String(kept) && `?${kept}`, writeFilters(readForm(form)));
    location.assign(query ? new URL(query, form.action) : form.action);
  });
}

/** @param {HTMLFormElement} form @returns {Promise<Known>} */
async function load(form) {
  const response = await fetch(form.dataset.entries ?? "");
  if (!response.ok) throw new Error(`${response.status} ${response.url}`);
  const { language, texts, short_endings: endings, ...known } = await response.json();
  useTexts(language, texts);
  useShortEndings(endings);
  return known;
}

/** @param {HTMLFormElement} form @returns {Filters} */
function readForm(form) {
  const values = new FormData(form);
  const query = new URLSearchParams([...values].map(([name, value]) => [name, String(value)]));
  return readFilters(`?${query}`);
}

/** @param {HTMLFormElement} form @param {Known} known @param {Filters} filters */
function show(form, known, filters) {
  const { kept, counts } = choose(known.entries, filters);
  const pages = Math.max(1, Math.ceil(kept.length / PAGE_SIZE));
  const page = Math.min(filters.page, pages);
  const rows = kept.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
  showForm(form, filters, counts);
  fill(byId("unplaced-found"),
    el("p", { class: "unplaced-total", role: "status" },
      el("b", {}, t("%(total)s of %(whole)s entries that are not on the map", { total: number(kept.length), whole: number(known.entries.length) })),
      pages > 1 ? ` · ${t("shown here: %(first)s to %(last)s", { first: (page - 1) * PAGE_SIZE + 1, last: (page - 1) * PAGE_SIZE + rows.length })}` : null),
    kept.length ? null : el("p", {}, t("No entry fits these filters.")),
    groups(rows, counts, known),
    pages > 1 ? pager(filters, page, pages) : null);
}

/** Fill the form with the filters and the number of entries that each choice would leave. @param {HTMLFormElement} form @param {Filters} filters @param {Record<string, Map<string, number>>} counts */
function showForm(form, filters, counts) {
  for (const name of /** @type {const} */ (["q", "from", "to"])) {
    /** @type {HTMLInputElement} */ (form.elements.namedItem(name)).value = filters[name];
  }
  for (const facet of FACETS) {
    const chosen = [filters[facet]].flat();
    const left = (/** @type {string} */ value) => counts[facet].get(value) ?? 0;
    for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll(`input[name="${facet}"]`))) {
      const label = /** @type {HTMLElement} */ (box.closest("label"));
      box.checked = chosen.includes(box.value);
      label.hidden = !left(box.value) && !box.checked;
      fill(/** @type {Element} */ (label.querySelector(".count")), number(left(box.value)));
    }
    for (const option of /** @type {NodeListOf<HTMLOptionElement>} */ (form.querySelectorAll(`select[name="${facet}"] option`))) {
      option.selected = option.value === (chosen[0] ?? "");
      option.hidden = Boolean(option.value) && !left(option.value) && !option.selected;
      if (option.value) option.text = option.text.replace(/\(\d+\)$/, `(${left(option.value)})`);
    }
  }
  byId("unplaced-reset").hidden = !isFiltered(filters);
}

/** @param {Entry[]} rows @param {Record<string, Map<string, number>>} counts @param {Known} known */
function groups(rows, counts, { meanings, names }) {
  const outcomes = [...new Set(rows.map(({ outcome }) => outcome))];
  return outcomes.map((outcome) => {
    const shown = rows.filter((row) => row.outcome === outcome);
    const total = counts.outcome.get(outcome) ?? shown.length;
    return el("section", {},
      el("h2", { id: outcome }, names.outcome[outcome], " ", el("span", { class: "quiet" }, tn("%(n)s entry", "%(n)s entries", total),
        shown.length < total ? ` · ${t("%(count)s on this page", { count: shown.length })}` : null)),
      el("p", {}, meanings[outcome]),
      table(outcome, shown, names));
  });
}

/** @param {string} id of the heading @param {Entry[]} rows @param {Known["names"]} names */
function table(id, rows, names) {
  const headings = [t("Named in the list"), t("Level"), t("Region"), t("Reason"), t("Source")];
  return el("section", { class: "table-frame", tabindex: 0, "aria-labelledby": id },
    el("table", { class: "rows" },
      el("thead", {}, el("tr", {}, headings.map((heading) => el("th", { scope: "col" }, heading)))),
      el("tbody", {}, rows.map((row) => el("tr", {},
        el("th", { scope: "row" }, row.query || (row.withheld ? t("not published") : t("not kept"))),
        cell(t("Level"), row.level === "none" ? "–" : names.level[row.level] ?? row.level),
        cell(t("Region"), row.region || "–"),
        cell(t("Reason"), row.reason, candidates(row)),
        cell(t("Source"), t("%(file)s, row %(row)s", { file: row.file, row: row.row })))))));
}

/** @param {string} label @param {...(import("../ui/dom.js").Child)} children */
const cell = (label, ...children) => el("td", { "data-label": label }, ...children);

/** @param {Entry} row */
const candidates = ({ candidates: known }) => known.length > 0 && el("details", {},
  el("summary", {}, tn("%(n)s candidate", "%(n)s candidates", known.length)),
  el("ul", {}, known.map(([name, address]) => el("li", {}, name, " ", el("span", { class: "quiet" }, address)))));

/** @param {Filters} filters @param {number} page @param {number} pages */
function pager(filters, page, pages) {
  const link = (/** @type {string} */ rel, /** @type {string} */ text, /** @type {number} */ other) =>
    other > 0 && other <= pages && el("a", { class: "button", rel, href: joinQueries(passedOn(location.search), writeFilters({ ...filters, page: other })) || "?" }, text);
  return el("nav", { class: "pager", "aria-label": t("Pages") },
    link("prev", t("Previous page"), page - 1),
    el("span", {}, t("page %(page)s of %(pages)s", { page, pages })),
    link("next", t("Next page"), page + 1));
}
