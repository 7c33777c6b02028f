/** Places as px of the whole world at zoom 0, 256 × 256 (EPSG:3857). Pure. */

/** @typedef {{xs: Float64Array, ys: Float64Array}} WorldPoints px at zoom 0 */

const WORLD = 256; // px

/**
 * @param {{lat: number, lon: number}[]} places degrees (EPSG:4326)
 * @returns {WorldPoints}
 */
export function toWorld(places) {
  const xs = new Float64Array(places.length);
  const ys = new Float64Array(places.length);
  for (let i = 0; i < places.length; i += 1) {
    const { lat, lon } = places[i];
    const sine = Math.sin((lat * Math.PI) / 180);
    xs[i] = WORLD * (0.5 + lon / 360);
    ys[i] = WORLD * (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI));
  }
  return { xs, ys };
}
