/** A page that holds but one view (a file, or a copy of a part): it says so where more is asked of it. */

import { t } from "../text/texts.js";
import { tell } from "../ui/messages.js";
import { narrowed } from "./narrowing.js";
import { readState } from "./state.js";

/** @typedef {import("../types.js").State} State */

/**
 * @param {string} query of the view that the page holds
 * @param {import("./state.js").Vocabulary} vocabulary
 * @param {() => void} tellOnce what to do when more is asked for the first time
 * @returns {(asked: State) => State}
 */
export function holdTo(query, vocabulary, tellOnce) {
  const held = readState(query, vocabulary).state;
  let isTold = false;
  return (asked) => {
    const kept = narrowed(asked, held);
    if (kept !== asked && !isTold) {
      isTold = true;
      tellOnce();
    }
    return kept;
  };
}

export const tellOfFile = () => tell(t("This file holds only the view from which it was made. It can be narrowed, not widened."));
export const tellOfCopy = () => tell(t("This copy of the map holds only a part. It can be narrowed, not widened."));
