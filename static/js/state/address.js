/** The page's state in its address, so that a link or a reload gives the same view. */

/** @typedef {{read: () => string, write: (query: string, push: boolean) => void}} Address */

/**
 * In the query of the page's address.
 *
 * @param {boolean} pushes an embed never pushes: the back button belongs to its host
 * @returns {Address}
 */
export const queryAddress = (pushes) => ({
  read: () => location.search,
  write(query, push) {
    writeHistory(location.pathname + query, push && pushes);
  },
});

/**
 * In the fragment, as the address of a file on a disk has no other part that may change.
 *
 * @param {string} query of the view from which the file was made
 * @returns {Address}
 */
export const fragmentAddress = (query) => ({
  read: () => (location.hash.startsWith("#?") ? location.hash.slice(1) : query),
  write(next, push) {
    writeHistory(`#${next || "?"}`, push);
  },
});

/** @param {string} address @param {boolean} push */
function writeHistory(address, push) {
  try {
    history[push ? "pushState" : "replaceState"](null, "", address);
  } catch {
    // Where a browser forbids this (a sandboxed frame, a file), the state lasts as long as the page.
  }
}
