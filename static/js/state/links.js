/** Links to other pages carry the view of the map (`carried_view.js`). */

import { linksOfView } from "./carried_view.js";
import { writeState } from "./state.js";

/** @param {import("./store.js").Store} store */
export function keepViewInLinks(store) {
  const links = linksOfView();
  const show = () => {
    for (const link of links) {
      const language = new URLSearchParams(link.search).get("lang") ?? "";
      link.search = writeState({ ...store.get(), lang: language, options: {} });
    }
  };
  show();
  store.subscribe(show);
}
