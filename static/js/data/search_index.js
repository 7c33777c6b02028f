/** The folded names of all schools, built before the first search in small parts while the browser is idle. */

import { textOf } from "../figures/search.js";

const AT_ONCE = 500;

/** @param {import("../types.js").School[]} schools with their English names */
export function buildSearchIndex(schools) {
  const later = window.requestIdleCallback ?? ((/** @type {() => void} */ then) => setTimeout(then, 20));
  let done = 0;
  const next = () => {
    for (const school of schools.slice(done, done + AT_ONCE)) textOf(school);
    done += AT_ONCE;
    if (done < schools.length) later(next);
  };
  later(next);
}
