/** Server data newer than the page: figures of two versions must never appear together. */

export class Outdated extends Error {}

/**
 * Reload the page, which keeps its state, as that is in the address. Not when the page has just been
 * reloaded: two servers that disagree must not keep it loading for ever.
 *
 * @returns {boolean} whether the page reloads
 */
export function reloadPage() {
  if (isReloaded() || !remember({ reloaded: true })) return false;
  location.reload();
  return true;
}

/** The page has its data, so a later reload is allowed. */
export function settled() {
  if (isReloaded()) remember(null);
}

/** Put a note into the history, which outlives a reload. @param {object | null} note @returns {boolean} false where the browser forbids it */
function remember(note) {
  try {
    history.replaceState(note, "");
    return true;
  } catch {
    return false;
  }
}

/** The history outlives a reload. */
const isReloaded = () => Boolean(history.state?.reloaded);
