/** Regions and their figures as a table: the content of the coloured areas for keyboard and screen reader. */

import { rampStep } from "../figures/classes.js";
import { number, t } from "../text/texts.js";
import { byId, el, fill, hidden } from "../ui/dom.js";
import { arrange, createElementCache } from "./arrange.js";
import { columnsOfView, isOverHundred, sorted, valueOf } from "./region_columns.js";

/** @typedef {import("../state/view.js").Row} Row */
/** @typedef {import("../state/view.js").View} View */
/** @typedef {import("../types.js").RegionColumn} RegionColumn */
/** @typedef {{code: string, descending: boolean}} Order */

/**
 * @param {import("../types.js").Config} config
 * @param {import("../text/words.js").Words} words
 * @param {import("../text/place_names.js").PlaceNames} names
 * @param {(level: string, code: string) => void} onOpen
 */
export function createRegionTable(config, words, names, onOpen) {
  const body = byId("region-rows");
  const table = /** @type {HTMLTableElement} */ (body.closest("table"));
  const caption = byId("region-caption");
  const overHundred = byId("over-hundred");
  let open = "";
  let level = "";
  /** @type {Order | null} the reader's; else the figure that the map shows, the largest first */
  let chosen = null;
  /** @type {View | null} */
  let view = null;

  const head = createHead(table, (order) => {
    chosen = order;
    if (view) show(view);
  });
  /** The short name, with the province unless all regions lie in one. @param {import("../types.js").Region} region */
  const regionName = ({ short, ...region }) => {
    const name = short ?? region.name;
    const province = view?.state.sido.length === 1 ? "" : names.province({ ...region, name });
    return el("span", {}, name, province ? [" ", el("span", { class: "region-province" }, province)] : null);
  };
  const rowsFor = createElementCache((/** @type {Row} */ { region }) => `${level}:${region.code} ${view?.state.sido.length === 1}`,
    ({ region }) => line(region, `${level}:${region.code}`));
  /** @param {import("../types.js").Region} region @param {string} key */
  const line = (region, key) => el("tr", {},
    el("th", { scope: "row" }, el("button", {
      type: "button", class: "region", data: { region: key }, "aria-current": key === open ? "true" : null, title: region.short ? region.name : null,
      on: { click: () => onOpen(...splitKey(key)) },
    }, el("span", { class: "swatch", "aria-hidden": "true" }), regionName(region), region.cautions.length ? [" ", cautionMark()] : null)));

  /** @param {View} next */
  const show = (next) => {
    view = next;
    const { state, rows, classes, statuses } = next;
    caption.textContent = words.regionLevel(state.by).meaning;
    const columns = columnsOfView(config.region_columns, statuses);
    const order = orderIn(columns, chosen, state.show);
    head.show(columns, order);
    if (!rows) {
      arrange(body, [el("tr", {}, el("td", { colspan: columns.length, class: "loading-text" }, t("Loading")))]);
      return;
    }
    level = state.by;
    const column = /** @type {RegionColumn} */ (columns.find(({ code }) => code === order.code));
    const filtered = sorted([...rows.values()].filter((row) => row.inFilter), column, order.descending);
    const lines = rowsFor(filtered);
    filtered.forEach((row, i) => write(lines[i], row, columns, classes.length));
    arrange(body, lines);
    overHundred.hidden = !filtered.some(isOverHundred);
  };

  return {
    table,
    show,
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

/** The chosen order where its column is shown. @param {RegionColumn[]} columns @param {Order | null} chosen @param {string} shown `count` or `rate` @returns {Order} */
function orderIn(columns, chosen, shown) {
  if (chosen && columns.some(({ code }) => code === chosen.code)) return chosen;
  const kind = shown === "rate" ? "rate" : "schools";
  return { code: columns.find((column) => column.kind === kind)?.code ?? columns[0].code, descending: true };
}

/**
 * The headings, each a button that sorts by its column, and on a second press the other way round.
 *
 * @param {HTMLTableElement} table @param {(order: Order) => void} onSort
 */
function createHead(table, onSort) {
  const place = table.tHead ?? table.createTHead();
  let shown = "";
  /** @type {Order} */
  let current = { code: "", descending: false };

  /** @param {RegionColumn} column */
  const press = ({ code, kind }) =>
    onSort(code === current.code ? { code, descending: !current.descending } : { code, descending: kind !== "region" });
  /** @param {RegionColumn} column */
  const heading = (column) => el("th", { scope: "col", data: { column: column.code }, title: column.title || null },
    el("button", { type: "button", class: "sort", on: { click: () => press(column) } }, column.label,
      el("span", { class: "sort-mark", "aria-hidden": "true" })));
  return {
    /** @param {RegionColumn[]} columns @param {Order} order */
    show(columns, order) {
      const codes = columns.map(({ code }) => code).join();
      // Rebuilt only when other columns are shown, so that the focus stays where it is.
      if (codes !== shown) fill(place, el("tr", {}, columns.map(heading)));
      shown = codes;
      current = order;
      for (const cell of place.querySelectorAll("th")) {
        if (cell.dataset.column === order.code) cell.setAttribute("aria-sort", order.descending ? "descending" : "ascending");
        else cell.removeAttribute("aria-sort");
      }
    },
  };
}

/** @param {HTMLElement} line @param {Row} row @param {RegionColumn[]} columns @param {number} classes */
function write(line, row, columns, classes) {
  const swatch = /** @type {HTMLElement} */ (line.querySelector(".swatch"));
  swatch.dataset.step = row.step === null ? "none" : String(row.step && rampStep(row.step, classes));
  const figures = columns.filter(({ kind }) => kind !== "region");
  while (line.children.length > figures.length + 1) line.lastElementChild?.remove();
  while (line.children.length < figures.length + 1) line.append(el("td", {}));
  const cells = /** @type {HTMLElement[]} */ ([...line.children].slice(1));
  figures.forEach((column, i) => {
    const text = figureText(row, column);
    if (cells[i].textContent !== text) cells[i].textContent = text;
    cells[i].dataset.column = column.code;
  });
}

/** @param {Row} row @param {RegionColumn} column */
function figureText(row, column) {
  const value = valueOf(row, column);
  if (value === null) return "–";
  return column.kind === "rate" ? `${number(value, 1)}${isOverHundred(row) ? "†" : ""}` : number(value);
}

/** @param {string} key @returns {[string, string]} */
const splitKey = (key) => [key.slice(0, key.indexOf(":")), key.slice(key.indexOf(":") + 1)];

const cautionMark = () => el("span", { class: "caution-mark" }, el("span", { "aria-hidden": "true" }, "※"), hidden(t("see the note")));
