/** Marks at the signs of schools that have changed in the chosen period. Decorative: the list says the same in words. */

import { number } from "../text/texts.js";
import { el } from "../ui/dom.js";
import { createOverlay } from "../map/overlay.js";

/** @typedef {import("../types.js").School} School */
/** @typedef {{key?: string, x: number, y: number, dx?: number, dy?: number, size: number, schools?: School[]}} Sign */

/**
 * @param {any} map Leaflet map
 * @param {() => Sign[]} signs markers on the map, with the schools that each stands for
 */
export function createChangeMarks(map, signs) {
  const overlay = createOverlay(map, "changes", 615);
  overlay.pane.setAttribute("aria-hidden", "true");
  /** @type {Set<string>} keys of the schools that have changed */
  let changed = new Set();
  let waiting = 0;

  const draw = () => {
    waiting = 0;
    const marked = changed.size ? signs().filter(({ schools }) => schools?.some(({ key }) => changed.has(key))) : [];
    overlay.show(marked.map(({ x, y, dx = 0, dy = 0, size, schools = [] }) => {
      const count = schools.filter(({ key }) => changed.has(key)).length;
      const text = schools.length > 1 ? number(count) : "";
      return { key: `${schools[0].key} ${schools.length} ${text}`, x, y, dx: dx + size / 2 - 2, dy: dy - size / 2 + 2,
        make: () => el("div", { class: "change-mark" }, el("span", {}, text || "•")) };
    }));
  };
  const refresh = () => {
    // After the signs, which follow the same movement of the map.
    waiting ||= requestAnimationFrame(draw);
  };
  map.on("moveend zoomend click", refresh);
  return {
    /** @param {Set<string>} keys */
    show(keys) {
      changed = keys;
      refresh();
    },
    refresh,
  };
}
