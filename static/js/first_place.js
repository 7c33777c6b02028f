/**
 * The server's picture of the regions, placed as Leaflet will place its own, by the same rule.
 *
 * Runs by itself within the page, before it is first painted: `webmap/web/map/first_map.py` makes the picture. It also
 * says so where the other scripts do not start.
 */

import { bestPlace, FIT } from "./map/fitting.js";
import { WRITTEN_PANELS } from "./map/written_panels.js";

/** @typedef {import("./map/free_area.js").Box} Box */

const WORLD = 256; // px at zoom 0
const CONTROLS = { width: 80, height: 172 }; // px; the map's buttons in a lower corner, which come later
const ATTRIBUTION_HEIGHT = 20; // px; the line below the map, which comes later

/** @typedef {{zoom: number, center: {x: number, y: number}}} Place px of the world at zoom 0 */

/** @param {SVGElement} picture with `data-outline`, `data-unit` and `data-least` */
function placePicture(picture) {
  const [units, left, top] = (picture.dataset.unit ?? "").split(" ").map(Number);
  const scale = WORLD / units;
  const { width, height, left: x, top: y } = picture.getBoundingClientRect();
  const frame = { left: 0, top: 0, right: width, bottom: height };
  const numbers = (picture.dataset.outline ?? "").split(" ").map(Number);
  const outline = Array.from({ length: numbers.length / 2 }, (_, i) =>
    ({ x: (numbers[2 * i] + left) * scale, y: (numbers[2 * i + 1] + top) * scale }));
  const panels = panelBoxes(x, y, width, height);
  const least = Number(picture.dataset.least);
  const placeFor = (/** @type {number} */ margin) => bestPlace(outline, frame, panels, { ...FIT, margin, least });
  const place = statedPlace() ?? placeFor(FIT.margin) ?? placeFor(0);
  if (!place || !width || !height) return;
  const unit = scale * 2 ** place.zoom; // px
  const middle = { x: place.center.x / scale - left, y: place.center.y / scale - top };
  picture.setAttribute("viewBox", [middle.x - width / unit / 2, middle.y - height / unit / 2, width / unit, height / unit].map((each) => each.toFixed(2)).join(" "));
  picture.dataset.place = JSON.stringify(place);
}

/** The place in the address, where a reader chose one. @returns {Place | null} */
function statedPlace() {
  const at = new URLSearchParams(location.search || location.hash.slice(1)).get("at");
  const [zoom, lat, lon] = (at ?? "").split("/").map(Number);
  if (!at || ![zoom, lat, lon].every(Number.isFinite)) return null;
  const sine = Math.sin((lat * Math.PI) / 180);
  return { zoom, center: { x: WORLD * (0.5 + lon / 360), y: WORLD * (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) } };
}

/** @param {number} x @param {number} y of the picture @param {number} width @param {number} height px @returns {Box[]} */
function panelBoxes(x, y, width, height) {
  const panels = [...document.querySelectorAll(WRITTEN_PANELS)].map((panel) => panel.getBoundingClientRect())
    .filter((box) => box.width && box.height)
    .map((box) => ({ left: box.left - x, top: box.top - y, right: box.right - x, bottom: box.bottom - y }));
  // On phones and in embeds, whose tools are sheets, the buttons stand above those, to the right.
  const tools = document.querySelector(".toolbar")?.getBoundingClientRect();
  const bottom = tools?.height && tools.width > width / 2 ? tools.top - y : height;
  const left = bottom < height ? width - CONTROLS.width : 0;
  return [
    ...panels,
    { left, top: bottom - CONTROLS.height, right: left + CONTROLS.width, bottom },
    { left: 0, top: bottom - ATTRIBUTION_HEIGHT, right: width, bottom },
  ];
}

const picture = /** @type {SVGElement | null} */ (document.querySelector("#first-map"));
if (picture) {
  // A copy or a file has no server: what it shows of another view than its own comes from the scripts alone.
  const isOther = picture.dataset.alone !== undefined && /[?&][^=]+=/.test(location.search + location.hash);
  document.documentElement.dataset.first = isOther ? "other" : "shown";
  placePicture(picture);
}

/** Say that a script did not arrive or did not start; what the server sent stays. */
function sayFailed() {
  const root = document.documentElement;
  const message = document.getElementById("start-failed");
  if (root.dataset.state !== "loading" || !message) return;
  root.dataset.state = "failed";
  message.hidden = false;
  message.querySelector("button")?.addEventListener("click", () => location.reload());
}
// A script that does not load tells only its own element, so the page listens on the way down.
addEventListener("error", ({ target }) => (target instanceof HTMLImageElement || target instanceof HTMLLinkElement ? null : sayFailed()), true);
addEventListener("unhandledrejection", sayFailed);
