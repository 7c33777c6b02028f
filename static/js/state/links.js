/** Links that lead to the same view elsewhere: the other language, the full map. */

import { writeState } from "./state.js";

/** @param {import("./store.js").Store} store */
export function keepViewInLinks(store) {
  const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a[data-carries-view]"));
  const show = () => {
    for (const link of links) {
      const language = new URLSearchParams(link.search).get("lang") ?? "";
      link.search = writeState({ ...store.get(), lang: language, options: {} });
    }
  };
  show();
  store.subscribe(show);
}
