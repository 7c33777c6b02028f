/** From which zoom the signs of a region's parts replace its own: when they have room, so from its shape alone. */

import { shapeOf } from "../shapes.js";
import { zoomForRoom } from "./region_groups.js";

/** @typedef {import("../../types.js").School} School */
/** @typedef {import("../../types.js").State} State */
/** @typedef {import("./region_groups.js").PartLevel} PartLevel */

const PART_ROOM = 42; // px; side of the square that each part of a province has on average
const PLACE_ROOM = 120; // px; side of the square of a part's area
const CHOSEN = 0.6; // of that room is enough in a region that the filters name: its one number is in the sentence
const NEARER = 1.5; // zoom; how much after its province a part opens whose shape has not arrived

/** @param {import("../../data/data.js").Data} data @param {School[]} schools every school */
export function createOpenings(data, schools) {
  const byLevel = { sigungu: partsOf(schools, "sigungu"), office: partsOf(schools, "office") };
  const featureOf = createLookup(data);

  /** @param {string} level @param {string} code */
  const shape = (level, code) => {
    const feature = featureOf(level, code);
    return feature && shapeOf(feature);
  };
  /** @param {PartLevel} part @param {State} state @returns {import("./region_groups.js").OpensAt} */
  const openingsFor = (part, state) => {
    const { counts, provinces } = byLevel[part];
    const names = new Set([...state.sigungu, ...state.office]);
    const chosen = new Set([...state.sido, ...[...names].map((code) => provinces.get(code) ?? "")]);
    /** @param {string} sido */
    const ofProvince = (sido) => {
      const area = shape("sido", sido)?.area;
      return area ? zoomForRoom(area / (counts.get(sido) ?? 1), chosen.has(sido) ? PART_ROOM * CHOSEN : PART_ROOM) : 0;
    };
    return (level, code) => {
      if (level === "sido") return ofProvince(code);
      const area = shape(part, code)?.area;
      return area ? zoomForRoom(area, names.has(code) ? PLACE_ROOM * CHOSEN : PLACE_ROOM) : ofProvince(provinces.get(code) ?? "") + NEARER;
    };
  };
  return { openingsFor, shape };
}

/** The number of a province's parts that have schools, and the province of each. @param {School[]} schools @param {PartLevel} level */
function partsOf(schools, level) {
  const provinces = new Map(schools.map((school) => [school[level], school.sido]));
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const sido of provinces.values()) counts.set(sido, (counts.get(sido) ?? 0) + 1);
  return { counts, provinces };
}

/** Shapes of regions by code, of the layers that have arrived. @param {import("../../data/data.js").Data} data */
function createLookup(data) {
  /** @type {Map<string, Map<string, any>>} */
  const byLevel = new Map();
  return (/** @type {string} */ level, /** @type {string} */ code) => {
    const features = data.arrived(level)?.features;
    if (features && !byLevel.has(level)) byLevel.set(level, new Map(features.map((feature) => [feature.properties.code, feature])));
    return byLevel.get(level)?.get(code);
  };
}
