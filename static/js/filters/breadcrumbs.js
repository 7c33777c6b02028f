/** Where in the drill-down of regions one is, and the way back. */

import { t, tn } from "../text/texts.js";
import { el, fill } from "../ui/dom.js";

/** @typedef {import("../state/place_choice.js").Level} Level */

/**
 * @param {import("../text/place_names.js").PlaceNames} names
 * @param {(level: Level, code: string) => void} onGo
 */
export function createCrumbs(names, onGo) {
  const list = el("ol", {});
  return {
    trail: el("nav", { class: "crumbs", id: "filter-crumbs", "aria-label": t("Chosen region") }, list),
    /** @param {import("../types.js").State} state @param {string} inside province that is drilled into, or "" */
    show(state, inside) {
      const steps = [{ name: t("Nationwide"), go: () => onGo("sido", "") }];
      if (inside) steps.push({ name: names.full("sido", inside), go: () => onGo("sido", inside) });
      const end = endOf(state, inside, names);
      fill(list, steps.map(({ name, go }, i) => el("li", {},
        i === steps.length - 1 && !end ? el("span", { "aria-current": "true" }, name)
          : el("button", { type: "button", class: "crumb", on: { click: go } }, name))),
      end ? el("li", {}, el("span", { "aria-current": "true" }, end)) : null);
    },
  };
}

/** What is chosen at the innermost level. @param {import("../types.js").State} state @param {string} inside @param {import("../text/place_names.js").PlaceNames} names */
function endOf(state, inside, names) {
  const levels = /** @type {const} */ (["office", "sigungu", "sido"]);
  const level = levels.find((each) => state[each].length > 0);
  if (!level || (level === "sido" && inside)) return "";
  const codes = state[level];
  return codes.length === 1 ? names.own(level, codes[0]) : tn("%(n)s chosen", "%(n)s chosen", codes.length);
}
