/** Server data newer than the page: figures of two versions must never appear together. */

export class Outdated extends Error {}

/**
 * Reload the page, which keeps its state, as that is in the address. Not when the page has just been
 * reloaded: two servers that disagree must not keep it loading for ever.
 *
 * @returns {boolean} whether the page reloads
 */
export function reloadPage() {
  if (isReloaded()) return false;
  history.replaceState({ reloaded: true }, "");
  location.reload();
  return true;
}

/** The page has its data, so a later reload is allowed. */
export function settled() {
  if (isReloaded()) history.replaceState(null, "");
}

/** The history outlives a reload. */
const isReloaded = () => Boolean(history.state?.reloaded);
