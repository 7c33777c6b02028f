/** The pieces with borders and names for near zooms: which are loaded, by what part of the country is in sight. */

import { readEmbeddedData } from "../../data/embedded_data.js";
import { featuresOf } from "../../data/topology.js";

/** @typedef {{west: number, south: number, east: number, north: number}} Area degrees */
/** @typedef {Area & {name: string}} Place of a piece */
/** @typedef {{code: string, name: string, name_en: string, label: [number, number]}} PieceRegion the sigungu of a piece */
/** @typedef {{name: string, region: PieceRegion, shape: any, dongs: any[], lines: any[]}} Piece features of both collections; `shape`: all its land */

const AT_ONCE = 6; // requests
const NEAR = 0.1; // of the view to each side: loaded ahead
const FAR = 1.5; // of the view to each side: beyond, pieces are given up

/**
 * A piece that cannot be loaded is left out, and tried again when the map moves: without it the map only has
 * coarser lines.
 *
 * @param {string} address of the index; a fragment where everything is in the page
 * @param {{come: (piece: Piece) => void, go: (piece: Piece) => void}} on
 */
export function createPieces(address, on) {
  const indexOf = rememberedIndex(address);
  /** @type {Place[]} */
  let places = [];
  /** @type {Map<string, Piece>} */
  const loaded = new Map();
  /** @type {Set<string>} pieces on their way, and those that failed since the map moved */
  const tried = new Set();
  /** @type {Area | null} */
  let view = null;
  let requests = 0;

  const isClose = (/** @type {Place} */ place) => view && touch(place, grown(view, FAR));
  const nextPlace = () => view && nearest(places.filter((place) =>
    !loaded.has(place.name) && !tried.has(place.name) && touch(place, grown(/** @type {Area} */ (view), NEAR))), view);

  /** @param {Place} place */
  const load = async (place) => {
    tried.add(place.name);
    requests += 1;
    const piece = await getPiece(address, place.name).catch(() => null);
    requests -= 1;
    if (!piece) return;
    tried.delete(place.name);
    if (!isClose(place)) return;
    loaded.set(place.name, piece);
    on.come(piece);
  };
  /** Load what is missing, the middle of the view first. @returns {Promise<void>} */
  const fillUp = async () => {
    const place = requests < AT_ONCE && nextPlace();
    if (!place) return;
    await Promise.all([load(place).then(fillUp), fillUp()]);
  };
  const giveUpFar = () => {
    for (const place of places) {
      const piece = loaded.get(place.name);
      if (!piece || isClose(place)) continue;
      loaded.delete(place.name);
      on.go(piece);
    }
  };

  return {
    /** Load the pieces of a part of the country and give up those far from it; all, without one. @param {Area | null} area */
    async show(area) {
      view = area;
      giveUpFar();
      if (!view) return;
      if (!requests) tried.clear();
      places = await indexOf();
      await fillUp();
    },
    /** Whether every piece in sight is there. */
    isWhole: () => Boolean(view) && places.length > 0 && places.every((place) => loaded.has(place.name) || !touch(place, /** @type {Area} */ (view))),
    loaded: () => [...loaded.values()],
  };
}

/** Where each piece lies; nothing where that cannot be loaded, until it is asked again. @param {string} address @returns {() => Promise<Place[]>} */
function rememberedIndex(address) {
  /** @type {Promise<Place[]> | null} */
  let index = null;
  return () => (index ??= getJson(address).then(({ pieces }) => pieces.map(placeOf)).catch(() => {
    index = null;
    return [];
  }));
}

/** @param {[string, number, number, number, number]} row @returns {Place} */
const placeOf = ([name, west, south, east, north]) => ({ name, west, south, east, north });

/** @param {string} index @param {string} name @returns {Promise<Piece>} */
async function getPiece(index, name) {
  const content = await getJson(index.startsWith("#") ? `${index}-${name}` : index.replace(/[^/]*$/, `${name}.json`));
  const dongs = featuresOf(content, "dongs");
  const shape = {
    properties: { label: content.region.label },
    geometry: { type: "MultiPolygon", coordinates: dongs.flatMap(({ geometry }) => geometry.coordinates) },
  };
  return { name, region: content.region, shape, dongs, lines: featuresOf(content, "lines") };
}

/** @param {string} address */
async function getJson(address) {
  if (address.startsWith("#")) return readEmbeddedData(address.slice(1));
  const response = await fetch(address, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(`${response.status} ${address}`);
  return response.json();
}

/** @param {Area} one @param {Area} other */
const touch = (one, other) => one.west < other.east && other.west < one.east && one.south < other.north && other.south < one.north;

/** @param {Area} area @param {number} share of its size, to each side @returns {Area} */
function grown({ west, south, east, north }, share) {
  const [across, up] = [(east - west) * share, (north - south) * share];
  return { west: west - across, south: south - up, east: east + across, north: north + up };
}

/** @param {Place[]} places @param {Area} view */
function nearest(places, view) {
  const far = (/** @type {Area} */ { west, south, east, north }) => Math.hypot(west + east - view.west - view.east, south + north - view.south - view.north);
  return places.reduce((/** @type {Place | null} */ best, place) => (best && far(best) <= far(place) ? best : place), null);
}
