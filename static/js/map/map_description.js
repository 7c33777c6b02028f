/** What the map itself says and how it behaves inside a page. */

import { t } from "../text/texts.js";
import { el } from "../ui/dom.js";
import { leaveScrollingToHost } from "./two_fingers.js";

/** @param {any} map Leaflet map @param {import("../types.js").Config} config */
export function describeMap(map, { embed, notice }) {
  const frame = map.getContainer();
  frame.setAttribute("role", "application");
  frame.setAttribute("aria-label", t("Map. Arrow keys move it, plus and minus zoom. The lists beside it say the same."));
  if (notice) map.attributionControl.addAttribution(el("b", {}, t("Fictional sample data")).outerHTML);
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) keepStill(map);
  if (embed) leaveScrollingToHost(map);
}

/** Leaflet knows motion as an option of a map that is being made, and this one is. @param {any} map */
function keepStill(map) {
  Object.assign(map.options, { zoomAnimation: false, fadeAnimation: false, inertia: false });
  map._zoomAnimated = false;
}
