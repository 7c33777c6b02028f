/** The map as a file of its own: it holds one view, and says so where more is asked of it. */

import { tell } from "./messages.js";
import { narrowed } from "./narrowing.js";
import { readState } from "./state.js";
import { t } from "./texts.js";

/** @typedef {import("./types.js").State} State */

/**
 * @param {string} query of the view from which the file was made
 * @param {import("./state.js").Vocabulary} vocabulary
 * @returns {(asked: State) => State}
 */
export function holdToFile(query, vocabulary) {
  const held = readState(query, vocabulary).state;
  let isTold = false;
  return (asked) => {
    const kept = narrowed(asked, held);
    if (kept !== asked && !isTold) {
      isTold = true;
      tell(t("This file holds only the view from which it was made. It can be narrowed, not widened."));
    }
    return kept;
  };
}
