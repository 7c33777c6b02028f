/** The page's state in its address, so that a link or a reload gives the same view. */

/** @typedef {{read: () => string, write: (query: string, push: boolean) => void}} Address */

/**
 * In the query of the page's address.
 *
 * @param {boolean} pushes an embed never pushes: the back button belongs to its host
 * @param {string[]} tracking parameters that the map does not read
 * @returns {Address}
 */
export const queryAddress = (pushes, tracking) => ({
  read: () => withoutTracking(location.search, tracking),
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

/** Remove from the page's own address what other sites added to follow its readers, so that nobody passes it on. @param {string[]} tracking */
export function removeTracking(tracking) {
  const query = withoutTracking(location.search, tracking);
  if (query !== location.search) writeHistory(location.pathname + query + location.hash, false);
}

/**
 * As the server does it (`webmap/web/guard/tracking.py`). Pure.
 *
 * @param {string} search a query
 * @param {string[]} tracking names in lower case; `*` at the end stands for any ending
 * @returns {string} the same query without these parameters
 */
export function withoutTracking(search, tracking) {
  const isTracking = (/** @type {string} */ name) =>
    tracking.some((each) => (each.endsWith("*") ? name.startsWith(each.slice(0, -1)) : name === each));
  const parts = search.replace(/^\?/, "").split("&");
  const kept = parts.filter((part) => !isTracking([...new URLSearchParams(part).keys()][0]?.toLowerCase() ?? ""));
  if (kept.length === parts.length) return search;
  return kept.length ? `?${kept.join("&")}` : "";
}

/**
 * Encoded, but with the commas, colons and slashes that may stand in a query string left readable, as the server
 * writes it (`webmap/web/map/view_address.py`). No apostrophe: the address may stand in an attribute of others.
 */
export const readable = (/** @type {string} */ value) =>
  encodeURIComponent(value).replaceAll("%2C", ",").replaceAll("%3A", ":").replaceAll("%2F", "/").replaceAll("'", "%27");
