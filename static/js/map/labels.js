/** Names and figures of regions on the map, where there is room. Decorative: the table of regions has the same content. */

import { number } from "../text/texts.js";
import { el } from "../ui/dom.js";
import { around, beside, boxAt, isWithin, placeLabels } from "./label_places.js";
import { createOverlay } from "./overlay.js";
import { frameOf, freeAreas, freeMiddle, panelBoxes } from "./panel_boxes.js";
import { shapeOf } from "./shapes.js";

/** @typedef {import("../state/view.js").View} View */
/** @typedef {import("../state/view.js").Row} Row */
/** @typedef {import("./shapes.js").Shape} Shape */
/** @typedef {{name: string, figure: string, value: number, shape: Shape, key: string, level: string, schools: number, isCount: boolean}} Label `key`: level and code of its region; `level`: of a name without a figure; `isCount`: whether the figure is the number of schools */
/** @typedef {{x: number, y: number, dx?: number, dy?: number, size: number, schools?: any[]}} Marker px at zoom 0, and beside that and its size in px */
/** @typedef {{scale: number, corner: {x: number, y: number}, widthOf: (text: string, font: string) => number, sign?: Box}} Drawing `corner`: px of the view's corner */
/** @typedef {import("./free_area.js").Box} Box */

const LINE = 16; // px; as in labels.css
const FONTS = { name: "600 12px", figure: "700 13px" };
const ROOM = 1.15; // a label may be wider than its region by so much

/**
 * @param {any} map Leaflet map
 * @param {() => Marker[]} taken markers of schools
 * @param {() => {key: string, name: string, level: string, feature: any}[]} namesOfGround names without figures, the most important first
 */
export function createLabels(map, taken, namesOfGround) {
  const overlay = createOverlay(map, "labels", 450);
  overlay.pane.setAttribute("aria-hidden", "true");
  /** @type {((text: string, font: string) => number) | null} */
  let ruler = null;
  /** @type {Label[]} the largest figures first */
  let labels = [];
  let by = "";
  let waiting = 0;

  const draw = () => {
    waiting = 0;
    if (!labels.length && !namesOfGround().length) return overlay.show([]);
    const widthOf = (ruler ??= createRuler(getComputedStyle(map.getContainer()).fontFamily));
    const scale = 2 ** map.getZoom();
    const corner = map.getPixelBounds().min;
    const drawing = { scale, corner, widthOf };
    const markers = taken();
    const boxes = markers.map(({ x, y, dx = 0, dy = 0, size }) =>
      boxAt(x * scale - corner.x + dx, y * scale - corner.y + dy, { width: size, height: size }));
    const signOf = findSigns(markers, boxes, by);
    const regions = labels.flatMap((label) => candidate(map, label, { ...drawing, sign: signOf(label) }));
    const panels = panelBoxes(map);
    const candidates = [...regions, ...nameCandidates(regions, panels, drawing)];
    overlay.show(placeLabels(candidates, [...boxes, ...panels], frameOf(map)).map(({ candidate: { label: { shape, key, level }, lines, home }, x, y }) =>
      ({ key: `${key} ${lines}`, x: shape.x, y: shape.y, dx: x - home.x, dy: y - home.y, make: () => labelElement(lines, level) })));
  };
  const refresh = () => {
    // In a frame of its own, when everything has its size: reading sizes before would lay the page out twice.
    // Paper waits for no frame.
    if (document.documentElement.classList.contains("is-printed")) draw();
    else waiting ||= requestAnimationFrame(draw);
  };
  map.on("moveend signschange", refresh);

  /**
   * Names of the ground; not of a region whose figure stands in sight, and each once. That of a sigungu whose
   * middle is covered or out of sight is tried in the middle of what is free.
   *
   * @param {ReturnType<typeof candidate>} regions @param {Box[]} panels @param {Drawing} drawing
   */
  const nameCandidates = (regions, panels, drawing) => {
    const names = namesOfGround();
    if (!names.length) return [];
    const free = freeAreas(map, panels);
    const isFree = (/** @type {{x: number, y: number}} */ place) => free.some((box) => isInside(place, box));
    const middle = freeMiddle(map, panels);
    const known = new Set(regions.filter(({ home }) => isFree(home)).map(({ label }) => label.key));
    return names.filter(({ key }) => !known.has(key)).flatMap(({ key, name, level, feature }) => {
      const [found] = candidate(map, { key, name, level, figure: "", value: -1, shape: shapeOf(feature), schools: 0, isCount: false }, drawing);
      const place = found && (isFree(found.home) ? found.home : level === "sigungu" ? middle : null);
      if (!place || known.has(key) || !found.holds(place.x, place.y)) return [];
      known.add(key);
      return [{ ...found, spots: around(place, found.width, found.height) }];
    });
  };

  return {
    /** @param {any[]} features areas of the level that the view counts by @param {View} view */
    show(features, { state, rows }) {
      by = state.by;
      labels = features.flatMap((feature) => {
        const row = rows?.get(feature.properties.code);
        if (!row?.inFilter) return [];
        const figure = figureText(row, state.show);
        const { code, short } = row.region;
        return [{ name: short ?? row.region.name, figure, value: row.value ?? -1, shape: shapeOf(feature), key: `${state.by}:${code}`, level: "", schools: row.summary.schools, isCount: state.show !== "rate" }];
      }).sort((a, b) => b.value - a.value || (a.key < b.key ? -1 : 1));
      refresh();
    },
    refresh,
  };
}

/** @param {string[]} lines the name, and the figure where no sign beside it says it @param {string} level of a name without a figure */
const labelElement = ([name, figure], level) =>
  level ? el("div", { class: `ground-label is-${level}` }, el("span", {}, name))
    : el("div", { class: "region-label" }, el("span", {}, el("span", {}, name), figure && el("b", {}, figure)));

/** @param {{x: number, y: number}} place px @param {Box} box */
const isInside = ({ x, y }, { left, right, top, bottom }) => left < x && x < right && top < y && y < bottom;

/** @param {Row} row @param {string} show */
const figureText = ({ summary, rate }, show) => show === "rate" ? (rate === null ? "–" : number(rate, 1)) : number(summary.schools);

/**
 * The box of the sign that says the number of all schools of a label's region.
 *
 * @param {Marker[]} markers @param {import("./free_area.js").Box[]} boxes of the markers @param {string} level
 */
function findSigns(markers, boxes, level) {
  const numbers = new Map(markers.flatMap(({ schools = [] }, i) =>
    (schools.length > 1 ? [[`${level}:${schools[0][level]} ${schools.length}`, boxes[i]]] : [])));
  return (/** @type {Label} */ { key, schools }) => numbers.get(`${key} ${schools}`);
}

/**
 * A label that fits its region at this zoom, or nothing: beside the sign of the region where there is one, which
 * says the number of its schools already, else at the region's own place.
 *
 * @param {any} map @param {Label} label @param {Drawing} on
 */
function candidate(map, { shape, name, figure, isCount, ...label }, { scale, corner, widthOf, sign }) {
  const lines = !figure || (sign && isCount) ? [name] : [name, figure];
  const width = Math.max(...lines.map((line, i) => widthOf(line, i ? FONTS.figure : FONTS.name))) + 4;
  const height = lines.length * LINE;
  if (width > shape.width * scale * ROOM || height > shape.height * scale) return [];
  const holds = (/** @type {number} */ x, /** @type {number} */ y) => {
    const { lat, lng: lon } = map.containerPointToLatLng([x, y]);
    return isWithin(shape.polygons, lon, lat);
  };
  const home = { x: shape.x * scale - corner.x, y: shape.y * scale - corner.y };
  const spots = sign ? beside(sign, width, height) : around(home, width, height);
  return [{ label: { ...label, shape }, lines, home, width, height, holds, spots }];
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
