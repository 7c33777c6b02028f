/** The position in the drill-down of regions, and the way back. */

import { t, tn } from "../text/texts.js";
import { el, fill } from "../ui/dom.js";

/** @typedef {import("../state/place_choice.js").Level} Level */

/**
 * @param {import("../text/place_names.js").PlaceNames} names
 * @param {(level: Level, code: string) => void} onGo
 */
export function createBreadcrumbs(names, onGo) {
  const list = el("ol", {});
  return {
    trail: el("nav", { class: "crumbs", id: "filter-crumbs", "aria-label": t("Chosen region") }, list),
    /** @param {import("../types.js").State} state @param {string} province the one drilled into, or "" */
    show(state, province) {
      const steps = [{ name: t("Nationwide"), go: () => onGo("sido", "") }];
      if (province) steps.push({ name: names.full("sido", province), go: () => onGo("sido", province) });
      const end = endOf(state, province, names);
      fill(list, steps.map(({ name, go }, i) => el("li", {},
        i === steps.length - 1 && !end ? el("span", { "aria-current": "true" }, name)
          : el("button", { type: "button", class: "crumb", on: { click: go } }, name))),
      end ? el("li", {}, el("span", { "aria-current": "true" }, end)) : null);
    },
  };
}

/** The choice at the innermost level. @param {import("../types.js").State} state @param {string} province @param {import("../text/place_names.js").PlaceNames} names */
function endOf(state, province, names) {
  const levels = /** @type {const} */ (["office", "sigungu", "sido"]);
  const level = levels.find((each) => state[each].length > 0);
  if (!level || (level === "sido" && province)) return "";
  const codes = state[level];
  return codes.length === 1 ? names.own(level, codes[0]) : tn("%(n)s chosen", "%(n)s chosen", codes.length);
}
