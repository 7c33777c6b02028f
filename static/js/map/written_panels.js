/** A file of its own, as the script within the page needs no more of the panels. */

/** Selector of the panels over the map that the server writes. */
export const WRITTEN_PANELS = "#totals, .search-place, .fold-button, .lists-place, .key-place, .toolbar";
