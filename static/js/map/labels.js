/** Names and figures of regions on the map, where there is room. Decorative: the table of regions has the same content. */

import { number } from "../text/texts.js";
import { el } from "../ui/dom.js";
import { toWorld } from "./clusters.js";
import { freeBoxes } from "./free_area.js";
import { boxAt, isWithin, placeLabels } from "./label_places.js";
import { PANELS } from "./map_view.js";
import { createOverlay } from "./overlay.js";

/** @typedef {import("../state/view.js").View} View */
/** @typedef {import("../state/view.js").Row} Row */
/** @typedef {{polygons: number[][][][], lat: number, lon: number, x: number, y: number, width: number, height: number}} Area where its label belongs (degrees, and px at zoom 0), and its size in px at zoom 0 */
/** @typedef {{name: string, figure: string, value: number, area: Area, key: string, level?: string}} Label `level`: of a name without a figure */

const LINE = 16; // px; as in labels.css
const FONTS = { name: "600 12px", figure: "700 13px" };
const ROOM = 1.15; // a label may be wider than its region by so much

/**
 * @param {any} map Leaflet map
 * @param {() => {x: number, y: number, dx?: number, dy?: number, size: number}[]} taken markers of schools
 * @param {() => {key: string, name: string, level: string, feature: any}[]} namesOfGround names without figures, the most important first
 */
export function createLabels(map, taken, namesOfGround) {
  const overlay = createOverlay(map, "labels", 450);
  overlay.pane.setAttribute("aria-hidden", "true");
  const widthOf = createRuler(getComputedStyle(map.getContainer()).fontFamily);
  /** @type {WeakMap<object, Area>} */
  const areas = new WeakMap();
  /** @type {Label[]} the largest figures first */
  let labels = [];
  let waiting = 0;

  const draw = () => {
    waiting = 0;
    const scale = 2 ** map.getZoom();
    const corner = map.getPixelBounds().min;
    const markers = taken().map(({ x, y, dx = 0, dy = 0, size }) =>
      boxAt(x * scale - corner.x + dx, y * scale - corner.y + dy, { width: size, height: size }));
    const regions = labels.flatMap((label) => candidate(map, label, scale, corner, widthOf))
      .filter((each) => isInside(each, frameOf(map)));
    const panels = panelBoxes(map);
    const candidates = [...regions, ...nameCandidates(regions, panels, scale, corner)];
    const placed = placeLabels(candidates, [...markers, ...panels], frameOf(map));
    overlay.show(placed.map(({ candidate: { label: { area, key, name, figure, level } }, x, y }) =>
      ({ key, x: area.x, y: area.y, dx: x - area.x * scale + corner.x, dy: y - area.y * scale + corner.y, make: () => labelElement(name, figure, level) })));
  };
  const refresh = () => {
    // In a frame of its own, when everything has its size: reading sizes before would lay the page out twice.
    waiting ||= requestAnimationFrame(draw);
  };
  map.on("moveend", refresh);

  /** @param {any} feature */
  const areaOf = (feature) => {
    const known = areas.get(feature) ?? measure(feature);
    areas.set(feature, known);
    return known;
  };

  /**
   * Names of the ground; not of a region whose figure stands in sight, and each once. That of a sigungu whose
   * middle is covered or out of sight is tried in the middle of what is free.
   *
   * @param {ReturnType<typeof candidate>} regions @param {import("./free_area.js").Box[]} panels @param {number} scale @param {{x: number, y: number}} corner
   */
  const nameCandidates = (regions, panels, scale, corner) => {
    const names = namesOfGround();
    const free = names.length ? freeBoxes(frameOf(map), panels) : [];
    const isFree = (/** @type {{x: number, y: number}} */ place) => free.some((box) => isInside(place, box));
    const middle = middleOf(free);
    const known = new Set(regions.filter(isFree).map(({ label }) => label.key.split(" ")[0]));
    return names.filter(({ key }) => !known.has(key)).flatMap(({ key, name, level, feature }) => {
      const [found] = candidate(map, { key, name, level, figure: "", value: -1, area: areaOf(feature) }, scale, corner, widthOf);
      const place = found && (isFree(found) ? found : level === "sigungu" ? middle : null);
      if (!place || known.has(key) || !found.holds(place.x, place.y)) return [];
      known.add(key);
      return [{ ...found, x: place.x, y: place.y }];
    });
  };

  return {
    /** @param {any[]} features areas of the level that the view counts by @param {View} view */
    show(features, { state, rows }) {
      labels = features.flatMap((feature) => {
        const row = rows?.get(feature.properties.code);
        if (!row?.inFilter) return [];
        const figure = figureText(row, state.show);
        const { name, code } = row.region;
        return [{ name, figure, value: row.value ?? -1, area: areaOf(feature), key: `${state.by}:${code} ${figure}` }];
      }).sort((a, b) => b.value - a.value || (a.key < b.key ? -1 : 1));
      refresh();
    },
    refresh,
  };
}

/** @param {any} map @returns {import("./free_area.js").Box} */
function frameOf(map) {
  const { x: right, y: bottom } = map.getSize();
  return { left: 0, top: 0, right, bottom };
}

/** @param {{x: number, y: number}} place px @param {import("./free_area.js").Box} box */
const isInside = ({ x, y }, { left, right, top, bottom }) => left < x && x < right && top < y && y < bottom;

/** The middle of the largest box. @param {import("./free_area.js").Box[]} boxes */
function middleOf(boxes) {
  const sizeOf = (/** @type {import("./free_area.js").Box} */ { left, right, top, bottom }) => (right - left) * (bottom - top);
  const [largest] = boxes.toSorted((one, other) => sizeOf(other) - sizeOf(one));
  return largest && { x: (largest.left + largest.right) / 2, y: (largest.top + largest.bottom) / 2 };
}

/** @param {string} name @param {string} figure @param {string} [level] */
const labelElement = (name, figure, level) =>
  level ? el("div", { class: `ground-label is-${level}` }, el("span", {}, name))
    : el("div", { class: "region-label" }, el("span", {}, el("span", {}, name), el("b", {}, figure)));

/** @param {Row} row @param {string} show */
const figureText = ({ summary, rate }, show) => show === "rate" ? (rate === null ? "–" : number(rate, 1)) : number(summary.schools);

/**
 * A label that fits its region at this zoom, or nothing.
 *
 * @param {any} map @param {Label} label @param {number} scale @param {{x: number, y: number}} corner px of the view's corner
 * @param {(text: string, font: string) => number} widthOf
 */
function candidate(map, label, scale, corner, widthOf) {
  const { area, name, figure } = label;
  const width = Math.max(widthOf(name, FONTS.name), widthOf(figure, FONTS.figure)) + 4;
  const height = label.level ? LINE : 2 * LINE;
  if (width > area.width * scale * ROOM || height > area.height * scale) return [];
  const holds = (/** @type {number} */ x, /** @type {number} */ y) => {
    const { lat, lng: lon } = map.containerPointToLatLng([x, y]);
    return isWithin(area.polygons, lon, lat);
  };
  return [{ label, width, height, holds, x: area.x * scale - corner.x, y: area.y * scale - corner.y }];
}

/** @param {any} feature @returns {Area} */
function measure({ geometry: { type, coordinates }, properties }) {
  /** @type {number[][][][]} */
  const polygons = type === "Polygon" ? [coordinates] : coordinates;
  const boxes = polygons.map(([outline]) => boxOf(outline));
  const largest = boxes.reduce((a, b) => ((b.east - b.west) * (b.north - b.south) > (a.east - a.west) * (a.north - a.south) ? b : a));
  const { west, east, south, north } = largest;
  const [lon, lat] = properties.label ?? [(west + east) / 2, (south + north) / 2];
  const { xs, ys } = toWorld([{ lat, lon }, { lat: north, lon: west }, { lat: south, lon: east }]);
  return { polygons, lat, lon, x: xs[0], y: ys[0], width: xs[2] - xs[1], height: ys[2] - ys[1] };
}

/** @param {number[][]} outline [lon, lat] */
function boxOf(outline) {
  const box = { west: Infinity, east: -Infinity, south: Infinity, north: -Infinity };
  for (const [lon, lat] of outline) {
    box.west = Math.min(box.west, lon);
    box.east = Math.max(box.east, lon);
    box.south = Math.min(box.south, lat);
    box.north = Math.max(box.north, lat);
  }
  return box;
}

/** @param {any} map @returns {import("./free_area.js").Box[]} */
function panelBoxes(map) {
  const { left: x, top: y } = map.getContainer().getBoundingClientRect();
  return [...document.querySelectorAll(PANELS)].map((panel) => panel.getBoundingClientRect())
    .map(({ left, top, right, bottom }) => ({ left: left - x, top: top - y, right: right - x, bottom: bottom - y }));
}

/** Widths of texts without laying out the page. @param {string} family */
function createRuler(family) {
  const context = document.createElement("canvas").getContext("2d");
  /** @type {Map<string, number>} */
  const known = new Map();
  /** @param {string} text @param {string} font */
  return (text, font) => {
    const key = `${font} ${text}`;
    if (!known.has(key) && context) {
      context.font = `${font} ${family}`;
      known.set(key, context.measureText(text).width);
    }
    return known.get(key) ?? 0;
  };
}
