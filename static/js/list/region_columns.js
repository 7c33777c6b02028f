/**
 * The columns of the region table in one view, and what each states of a region. Pure; the server chooses among the
 * same columns (`webmap/web/pages/region_columns.py`), and `tests/vectors/region_columns.json` holds both to it.
 */

import { share } from "../figures/nation.js";

/** @typedef {import("../types.js").RegionColumn} RegionColumn */
/** @typedef {import("../state/view.js").Row} Row */

const CONFIRMED = "confirmed";
const REFUTED = "refuted";

/**
 * Refuted claims are a column wherever they are public: a reader must see them also where they do not count.
 *
 * @param {RegionColumn[]} columns that this reader may see at all @param {string[]} statuses that the view counts
 */
export const columnsOfView = (columns, statuses) => columns.filter(({ kind, code }) => {
  if (kind === "status") return statuses.includes(code) || code === REFUTED;
  return kind !== "share" || statuses.includes(CONFIRMED);
});

/** Values of a region by kind of column; null where there is none. @type {Record<string, (row: Row, code: string) => number | null>} */
const VALUES = {
  schools: ({ summary }) => summary.schools,
  status: ({ summary, refuted }, code) => (code === REFUTED ? refuted : summary.statuses[code] ?? 0),
  share: ({ summary }) => share(summary.statuses[CONFIRMED] ?? 0, summary.schools),
  existing: ({ existing }) => existing,
  rate: ({ rate }) => rate,
};

/** @param {Row} row @param {RegionColumn} column of figures */
export const valueOf = (row, { kind, code }) => VALUES[kind](row, code);

/** Whether the list holds more schools here than the register knows. @param {Row} row */
export const isOverHundred = ({ rate }) => rate !== null && rate > 100;

/**
 * Rows in the order of a column; equal ones, and those without a value, in the order of their names, as the server
 * compares them: Hangul stands in its dictionary order in Unicode.
 *
 * @param {Row[]} rows @param {RegionColumn} column @param {boolean} descending
 */
export function sorted(rows, column, descending) {
  const byName = (/** @type {Row} */ a, /** @type {Row} */ b) => {
    const [one, other] = nameOf(a) === nameOf(b) ? [a.region.code, b.region.code] : [nameOf(a), nameOf(b)];
    return one < other ? -1 : 1;
  };
  const sign = descending ? -1 : 1;
  if (column.kind === "region") return rows.toSorted((a, b) => sign * byName(a, b));
  return rows.toSorted((a, b) => {
    const [one, other] = [valueOf(a, column), valueOf(b, column)];
    // A region without a value comes last in either direction.
    if (one === null || other === null) return Number(one === null) - Number(other === null) || byName(a, b);
    return sign * (one - other) || byName(a, b);
  });
}

/** @param {Row} row */
const nameOf = ({ region }) => region.short ?? region.name;
