/** When the server has newer data than the page: figures of two versions must never stand side by side. */

export class Outdated extends Error {}

/**
 * Load the page anew, which keeps its state, as that stands in the address. Not when the page has just been
 * loaded anew: two servers that disagree must not keep it loading for ever.
 *
 * @returns {boolean} whether it does
 */
export function loadAnew() {
  if (isAnew()) return false;
  history.replaceState({ anew: true }, "");
  location.reload();
  return true;
}

/** The page has its data, so it may be loaded anew another time. */
export function settled() {
  if (isAnew()) history.replaceState(null, "");
}

/** The history outlives a reload. */
const isAnew = () => Boolean(history.state?.anew);
