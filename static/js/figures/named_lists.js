/**
 * Which lists name a school, as addresses state it: `press`, or `only:press.union` for these lists alone. Pure; the
 * server follows the same rule (`webmap/comparison/named_lists.py`), and `tests/vectors/figures.json` holds both.
 */

const ONLY = "only:";
const JOIN = ".";

/** What states the schools that these lists name, and no other list. @param {readonly string[]} codes */
export const exactly = (codes) => ONLY + [...codes].sort().join(JOIN);

/** The codes that a value states, and whether these lists alone are meant. @param {string} value */
export const partsOf = (value) => (value.startsWith(ONLY)
  ? { codes: value.slice(ONLY.length).split(JOIN), alone: true } : { codes: [value], alone: false });

/**
 * The values in their one spelling, without those that name an unknown list.
 *
 * @param {string[]} values @param {string[]} known codes of lists
 */
export const knownValues = (values, known) => [...new Set(values.filter((value) => partsOf(value).codes.every((code) => known.includes(code)))
  .map((value) => { const { codes, alone } = partsOf(value); return alone ? exactly([...new Set(codes)]) : value; }))];

/** Every value that a school meets: its lists, and all of them together. @param {readonly string[]} codes of its lists */
export const valuesMet = (codes) => [...codes, exactly(codes)];
