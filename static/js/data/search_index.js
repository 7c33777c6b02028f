/** Folding all names before somebody searches, a part at a time while the browser has nothing else to do. */

import { textOf } from "../figures/search.js";

const AT_ONCE = 500;

/** @param {import("../types.js").School[]} schools with their English names */
export function foldAhead(schools) {
  const later = window.requestIdleCallback ?? ((/** @type {() => void} */ then) => setTimeout(then, 20));
  let done = 0;
  const next = () => {
    for (const school of schools.slice(done, done + AT_ONCE)) textOf(school);
    done += AT_ONCE;
    if (done < schools.length) later(next);
  };
  later(next);
}
