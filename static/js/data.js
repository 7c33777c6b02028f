/** What the server knows, fetched when it is needed and kept. */

import { currentLanguage } from "./texts.js";

/** @typedef {import("./types.js").School} School */
/** @typedef {import("./types.js").Region} Region */
/** @typedef {{features: any[], regions: Map<string, Region>}} Layer */

/** @param {import("./types.js").Config["urls"]} urls */
export function createData(urls) {
  /** @type {Map<string, Promise<Layer>>} */
  const layers = new Map();
  /** @type {Map<string, Layer>} */
  const ready = new Map();

  /** @param {string} level @returns {Promise<Layer>} */
  const layer = (level) => {
    const known = layers.get(level);
    if (known) return known;
    const asked = getJson(urls.regions[level]).then((collection) => {
      const made = toLayer(collection);
      ready.set(level, made);
      return made;
    });
    // A failed request must not be remembered, or "try again" would fail for ever.
    asked.catch(() => layers.delete(level));
    layers.set(level, asked);
    return asked;
  };

  return {
    schools: async () => /** @type {School[]} */ ((await getJson(urls.schools)).features.map(toSchool)),
    layer,
    /** A layer that has arrived, or nothing yet. @param {string} level */
    arrived: (level) => ready.get(level),
    /** @param {string} level @param {string} code */
    region: (level, code) => ready.get(level)?.regions.get(code),
  };
}

/** @typedef {ReturnType<typeof createData>} Data */

/** @param {string} url */
async function getJson(url) {
  const response = await fetch(url, { headers: { Accept: "application/geo+json, application/json" } });
  if (!response.ok) throw new Error(`${response.status} ${url}`);
  return response.json();
}

/** @param {any} feature @returns {School} */
function toSchool({ id, geometry: { coordinates: [lon, lat] }, properties }) {
  return { ...properties, key: String(id), lat, lon };
}

/** @param {any} collection @returns {Layer} */
function toLayer({ features }) {
  for (const { properties } of features) {
    properties.name_ko = properties.name;
    if (currentLanguage() !== "ko" && properties.name_en) properties.name = properties.name_en;
  }
  return { features, regions: new Map(features.map((/** @type {any} */ f) => [f.properties.code, f.properties])) };
}
