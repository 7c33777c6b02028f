/** Regions as coloured areas. Colours are the style sheet's: an area only names its step of the ramp. */

import { rampStep } from "../figures/classes.js";
import { number, t, tn } from "../text/texts.js";
import { el, svg } from "../ui/dom.js";

/** @typedef {import("../state/view.js").Row} Row */

/** The caution that changes what a colour means; the others are text beside the figures. */
export const HATCHED = "bulk_listing";
const STEPS = 5;
/** @type {Record<string, number>} Zoom up to which areas of a level have their whole colour: nearer, one would fill the screen. */
const COLOURS_UP_TO_ZOOM = { sido: 9, sigungu: 11, office: 11 };
const OUTLINES_UP_TO_ZOOM = 9; // nearer, the coarser lines of the provinces part visibly from the smaller areas

/**
 * @param {any} map Leaflet map
 * @param {import("../text/place_names.js").PlaceNames} names
 * @param {(level: string, code: string) => void} onOpen
 */
export function createChoropleth(map, names, onOpen) {
  const L = /** @type {any} */ (window).L;
  /** @type {Map<string, any>} level → group of areas */
  const groups = new Map();
  /** @type {Map<string, Row>} */
  let rows = new Map();
  let current = "";
  /** @type {any} */
  let outlines = null;
  const hovers = matchMedia("(hover: hover)").matches;
  const pane = map.createPane("outlines");
  pane.style.zIndex = "410";
  const followZoom = () => {
    pane.hidden = map.getZoom() > OUTLINES_UP_TO_ZOOM;
    map.getContainer().classList.toggle("is-near", map.getZoom() > COLOURS_UP_TO_ZOOM[current]);
  };
  map.on("zoomend", followZoom);
  // The table of regions says the same in words; a drawing without a name says nothing.
  for (const name of ["overlayPane", "outlines"]) map.getPane(name).setAttribute("aria-hidden", "true");
  map.getContainer().append(hatches());

  /** @param {string} level @param {any[]} features */
  function group(level, features) {
    const known = groups.get(level);
    if (known) return known;
    const made = L.geoJSON({ type: "FeatureCollection", features }, {
      style: { className: "area", weight: 1 },
      onEachFeature: (/** @type {any} */ { properties: { code } }, /** @type {any} */ area) => {
        // Touch screens have no hover: a tip would cover the card and other markers.
        if (hovers) area.bindTooltip(() => tooltip(rows.get(code), names), { sticky: true, className: "area-tip" });
        area.on("click", () => onOpen(level, code));
        // Leaflet listens to the focus of what has a tip, and browsers let such areas take it, without a name.
        area.on("add", () => area.getElement()?.setAttribute("tabindex", "-1"));
      },
    });
    groups.set(level, made);
    return made;
  }

  return {
    /**
     * @param {string} level
     * @param {any[]} features polygons of the level
     * @param {import("../state/view.js").View} view
     */
    show(level, features, view) {
      rows = view.rows ?? new Map();
      if (level !== current) {
        groups.get(current)?.remove();
        current = level;
        group(level, features).addTo(map);
        followZoom();
      }
      for (const area of group(level, features).getLayers()) {
        paint(area.getElement(), rows.get(area.feature.properties.code), view.classes.length);
      }
    },
    /** Thin lines of the provinces over smaller areas. @param {any[]} features @param {boolean} wanted */
    outline(features, wanted) {
      if (wanted && features.length) {
        outlines ??= L.geoJSON({ type: "FeatureCollection", features },
          { interactive: false, pane: "outlines", style: { className: "outline", weight: 1.4, fill: false } });
        outlines.addTo(map);
      } else outlines?.remove();
    },
    /** Draw the areas of a level more exactly, and what is drawn over them. @param {string} level @param {any[]} features */
    refine(level, features) {
      const byCode = new Map(features.map((feature) => [feature.properties.code, feature]));
      for (const area of [groups.get(level), level === "sido" && outlines].flatMap((group) => group?.getLayers() ?? [])) {
        area.feature = byCode.get(area.feature.properties.code) ?? area.feature;
        const { type, coordinates } = area.feature.geometry;
        area.setLatLngs(L.GeoJSON.coordsToLatLngs(coordinates, type === "Polygon" ? 1 : 2));
      }
    },
    /** @param {string} level @param {string} code */
    select(level, code) {
      for (const area of groups.get(current)?.getLayers() ?? []) {
        const chosen = level === current && area.feature.properties.code === code;
        area.getElement()?.classList.toggle("is-selected", chosen);
        if (chosen) area.bringToFront();
      }
    },
  };
}

/** @param {SVGElement | undefined} path @param {Row | undefined} row @param {number} classes */
function paint(path, row, classes) {
  if (!path) return;
  const step = stepOf(row, classes);
  if (path.dataset.step !== step) path.dataset.step = step;
  path.classList.toggle("is-hatched", Boolean(row && isHatched(row)));
}

/** The step of the ramp, or why there is none. @param {Row | undefined} row @param {number} classes */
export const stepOf = (row, classes) =>
  !row?.inFilter ? "unasked" : row.step === null ? "none" : String(row.step && rampStep(row.step, classes));

/** @param {Row} row */
export const isHatched = (row) => row.inFilter && row.region.cautions.some(({ code }) => code === HATCHED);

/** Fills of hatched areas, one for each step of the ramp. */
const hatches = () => svg("svg", { class: "hatches", "aria-hidden": "true" }, svg("defs", {},
  Array.from({ length: STEPS + 1 }, (_, step) => svg("pattern", {
    id: `hatch-${step}`, width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)",
  }, svg("rect", { class: "area", data: { step: String(step) }, width: 7, height: 7 }),
  svg("path", { class: "hatch", data: { step: String(step) }, d: "M0 0V7" })))));

/** @param {Row | undefined} row @param {import("../text/place_names.js").PlaceNames} names */
function tooltip(row, names) {
  if (!row) return el("div", {}, t("Loading"));
  return el("div", {}, el("b", {}, row.region.name), " ", names.province(row.region), el("br"), row.inFilter ? figuresText(row) : t("Outside the filter"),
    row.inFilter && row.region.cautions.length ? [el("br"), el("span", { class: "caution-mark" }, t("Note on this figure"))] : null);
}

/** @param {Row} row */
function figuresText({ summary, rate }) {
  const schools = tn("%(n)s school", "%(n)s schools", summary.schools);
  return rate === null ? schools : t("%(schools)s, %(rate)s per 100", { schools, rate: number(rate, 1) });
}
