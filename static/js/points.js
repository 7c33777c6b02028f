/** Schools as points: clustered, told apart by shape and colour, approximate places with the circle they may lie in. */

import { el } from "./dom.js";
import { statusRing, statusSymbol } from "./symbols.js";
import { number, t, tn } from "./texts.js";

/** @typedef {import("./types.js").School} School */

const SIZE = 26; // px; WCAG 2.2 asks for at least 24
const HALO = 40; // px
const ABOVE_GROUPS = 10_000; // more than any height in pixels, by which Leaflet stacks its signs
const CIRCLES_FROM_ZOOM = 12; // below it a radius of one or two kilometres is smaller than the sign itself
const MOST_CIRCLES = 150;

/**
 * @param {any} map Leaflet map
 * @param {import("./words.js").Words} words
 * @param {(school: School) => void} onOpen
 */
export function createPoints(map, words, onOpen) {
  const L = /** @type {any} */ (window).L;
  /** @type {Map<string, any>} */
  const markers = new Map();
  /** @type {School[]} */
  let shown = [];
  /** @type {School | null} */
  let selected = null;
  const group = L.markerClusterGroup({
    maxClusterRadius: 64,
    showCoverageOnHover: false,
    zoomToBoundsOnClick: true,
    spiderLegPolylineOptions: { weight: 1, className: "spider-leg" },
    animate: !matchMedia("(prefers-reduced-motion: reduce)").matches,
    iconCreateFunction: (/** @type {any} */ cluster) => clusterIcon(L, cluster, words),
  });
  const circles = L.layerGroup().addTo(map);
  const halo = L.layerGroup().addTo(map);
  group.addTo(map);
  // MarkerCluster answers to clicks only; a focused cluster must answer to the keyboard too.
  group.on("clusterkeypress", (/** @type {any} */ event) => {
    if (event.originalEvent.key === "Enter") event.layer.zoomToBounds();
  });
  map.on("moveend", drawCircles);

  /** @param {School} school */
  function marker(school) {
    const known = markers.get(school.key);
    if (known) return known;
    const made = L.marker([school.lat, school.lon], { icon: new (schoolIcon(L))({ school, words }), zIndexOffset: ABOVE_GROUPS, school });
    made.on("click keypress", (/** @type {any} */ event) => {
      if (event.type === "click" || event.originalEvent.key === "Enter") onOpen(school);
    });
    markers.set(school.key, made);
    return made;
  }

  function drawCircles() {
    circles.clearLayers();
    const near = map.getZoom() >= CIRCLES_FROM_ZOOM ? approximateWithin(map.getBounds()) : [];
    const drawn = selected && !near.includes(selected) ? [...near, selected] : near;
    for (const school of drawn) if (school.radius_m) circles.addLayer(circle(school));
  }

  /** @param {any} bounds */
  const approximateWithin = (bounds) => shown
    .filter(({ radius_m: radius, lat, lon }) => radius && bounds.contains([lat, lon])).slice(0, MOST_CIRCLES);

  /** @param {School} school */
  const circle = ({ lat, lon, radius_m: radius, key }) => L.circle([lat, lon], {
    radius, interactive: false, className: `may-lie-in${key === selected?.key ? " is-selected" : ""}`,
  });

  return {
    /** @param {School[]} schools */
    show(schools) {
      shown = schools;
      group.clearLayers();
      group.addLayers(schools.map(marker));
      drawCircles();
    },
    /** Mark one school, be it inside a cluster or not. @param {School | null} school */
    select(school) {
      selected = school;
      halo.clearLayers();
      drawCircles();
      if (!school) return;
      const place = [school.lat, school.lon];
      const html = el("div", {}, statusSymbol(school.status));
      halo.addLayer(L.marker(place, {
        icon: L.divIcon({ html, className: "school-halo", iconSize: [HALO, HALO] }), interactive: false, keyboard: false, zIndexOffset: 2 * ABOVE_GROUPS,
      }));
    },
  };
}

/** @param {School} school @param {import("./words.js").Words} words */
function schoolLabel(school, words) {
  const place = school.outcome === "approximate" ? [t("approximate place")] : [];
  return [school.name, words.level(school.level).name, words.status(school.status).name, ...place].join(", ");
}

/** @type {any} */
let SchoolIcon;

/** The sign of one school, made when it comes into view and not before. @param {any} L */
function schoolIcon(L) {
  SchoolIcon ??= L.DivIcon.extend({
    options: { iconSize: [SIZE, SIZE], className: "school-sign" },
    createIcon() {
      const { school, words } = this.options;
      const sign = el("div", { "aria-label": schoolLabel(school, words), title: school.name }, statusSymbol(school.status));
      if (school.outcome === "approximate") sign.classList.add("is-approximate");
      this._setIconStyles(sign, "icon");
      return sign;
    },
  });
  return SchoolIcon;
}

/** @param {any} L @param {any} cluster @param {import("./words.js").Words} words */
function clusterIcon(L, cluster, words) {
  const statuses = cluster.getAllChildMarkers().map((/** @type {any} */ marker) => marker.options.school.status);
  /** @type {[string, number][]} */
  const counts = words.statuses
    .map((status) => /** @type {[string, number]} */ ([status, statuses.filter((/** @type {string} */ s) => s === status).length]))
    .filter(([, count]) => count);
  const mix = counts.map(([status, count]) => `${words.status(status).name} ${number(count)}`).join(", ");
  const label = tn("%(n)s school in a group (%(mix)s). Zoom in.", "%(n)s schools in a group (%(mix)s). Zoom in.", statuses.length, { mix });
  const size = 34 + 4 * Math.min(4, Math.floor(Math.log10(statuses.length) * 1.5));
  const html = el("div", { class: "group" }, statusRing(counts), el("span", { "aria-hidden": "true" }, number(statuses.length)));
  const icon = L.divIcon({ html, className: "school-group", iconSize: [size, size] });
  const create = icon.createIcon;
  icon.createIcon = function createIcon(/** @type {any} */ old) {
    const element = create.call(this, old);
    element.setAttribute("aria-label", label);
    return element;
  };
  return icon;
}
