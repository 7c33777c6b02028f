/** What the map itself says and how it behaves inside a page. */

import { el } from "./dom.js";
import { t } from "./texts.js";
import { leaveScrollingToHost } from "./twofingers.js";

/** @param {any} map Leaflet map @param {import("./types.js").Config} config */
export function describeMap(map, { embed, notice }) {
  const frame = map.getContainer();
  frame.setAttribute("role", "application");
  frame.setAttribute("aria-label", t("Map. Arrow keys move it, plus and minus zoom. The lists beside it tell the same."));
  if (notice) map.attributionControl.addAttribution(el("b", {}, t("Fictional sample data")).outerHTML);
  if (embed) leaveScrollingToHost(map);
}
