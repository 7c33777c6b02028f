/**
 * Panels that fold away, and how the address names those that are folded. Pure.
 *
 * A fold is "" where the screen decides, "none", or names separated by commas in the order of `FOLDABLE_PANELS`;
 * the server reads it as well (`webmap/web/map/view_address.py`).
 */

const FOLDABLE_PANELS = ["filters", "lists", "legend"];
const NOTHING = "none";

/** The one spelling of a fold; "" where it names no panel. @param {string} text */
export const canonicalFold = (text) => (text.trim() === NOTHING ? NOTHING : inOrder(text.split(",").map((name) => name.trim())).join(","));

/**
 * @param {string} fold
 * @param {string[]} usual panels that this screen folds by itself
 * @returns {string[]} the folded panels
 */
export const foldedPanels = (fold, usual) => inOrder(fold === "" ? usual : fold.split(","));

/**
 * The fold after a panel was folded or brought back.
 *
 * @param {string} fold @param {string[]} usual
 * @param {string} panel
 */
export function toggledFold(fold, usual, panel) {
  const before = foldedPanels(fold, usual);
  const after = inOrder(before.includes(panel) ? before.filter((each) => each !== panel) : [...before, panel]);
  return after.join() === inOrder(usual).join() ? "" : after.join() || NOTHING;
}

/** @param {string[]} names */
const inOrder = (names) => FOLDABLE_PANELS.filter((panel) => names.includes(panel));
