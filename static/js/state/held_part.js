/** A page that contains only one view (a file, or a copy of a part) and says so when more is requested. */

import { t } from "../text/texts.js";
import { showMessage } from "../ui/messages.js";
import { narrowState } from "./narrowing.js";
import { readState } from "./state.js";

/** @typedef {import("../types.js").State} State */

/**
 * @param {string} query of the view that the page contains
 * @param {import("./state.js").Vocabulary} vocabulary
 * @param {() => void} announce called when more is requested for the first time
 * @returns {(requested: State) => State}
 */
export function limitTo(query, vocabulary, announce) {
  const heldView = readState(query, vocabulary).state;
  let isAnnounced = false;
  return (requested) => {
    const allowed = narrowState(requested, heldView);
    if (allowed !== requested && !isAnnounced) {
      isAnnounced = true;
      announce();
    }
    return allowed;
  };
}

export const announceFile = () => showMessage(t("This file holds only the view from which it was made. It can be narrowed, not widened."));
export const announceCopy = () => showMessage(t("This copy of the map holds only a part. It can be narrowed, not widened."));
