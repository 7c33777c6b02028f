/** The map's description for screen readers, and its behaviour inside a page. */

import { t } from "../text/texts.js";
import { el } from "../ui/dom.js";
import { leaveScrollingToHost } from "./two_fingers.js";

/** @param {any} map Leaflet map @param {import("../types.js").Config} config */
export function describeMap(map, { embed, notice }) {
  const frame = map.getContainer();
  frame.setAttribute("role", "application");
  frame.setAttribute("aria-label", t("Map. Arrow keys move it, plus and minus zoom. The lists beside it say the same."));
  if (notice) map.attributionControl.addAttribution(el("b", {}, t("Fictional sample data")).outerHTML);
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) switchOffMotion(map);
  if (embed) leaveScrollingToHost(map);
}

/** Leaflet reads its motion options only when a map is created, and this map exists already. @param {any} map */
function switchOffMotion(map) {
  Object.assign(map.options, { zoomAnimation: false, fadeAnimation: false, inertia: false });
  map._zoomAnimated = false;
}
