/**
 * Links to other pages carry the view, so that the way back leads to the same one: the other language, the full map,
 * and the pages of text, which apply what they know of it and pass the rest on. The server's pages follow the same
 * rule (`webmap/web/map/carried_view.py`); `tests/vectors/carried_views.json` holds both.
 */

import { readable } from "./address.js";

/** Parameters of a view that links carry; the options of an embed belong to its host. */
export const CARRIED = [
  "level", "status", "sido", "sigungu", "office", "from", "to", "lists", "q",
  "by", "show", "classes", "points", "since", "school", "region", "at", "fold",
];

/** Values of the page of unplaced entries that the map does not know. @type {Record<string, string[]>} */
const ONLY_UNPLACED = { level: ["elementary", "none"], sido: ["none"] };

/** @returns {NodeListOf<HTMLAnchorElement>} */
export const linksOfView = () => document.querySelectorAll("a[data-carries-view]");

/** On a page of text in a copy, which no server writes for each view. */
export function keepQueryInLinks() {
  const carried = carriedQuery(location.search);
  if (carried) for (const link of linksOfView()) link.search = carried;
}

/**
 * What the links of a page carry of its own address. Pure.
 *
 * @param {string} search @returns {string} query with `?`, or nothing
 */
export function carriedQuery(search) {
  const given = new URLSearchParams(search);
  const parts = CARRIED.flatMap((name) => {
    const unknown = ONLY_UNPLACED[name] ?? [];
    const values = given.getAll(name).flatMap((value) => value.split(",")).map((value) => value.trim());
    const text = values.filter((value) => value && !unknown.includes(value)).join(",");
    return text ? [`${name}=${readable(text)}`] : [];
  });
  return parts.length ? `?${parts.join("&")}` : "";
}
