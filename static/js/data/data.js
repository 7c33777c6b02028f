/** The server's data, fetched when needed and remembered. */

import { readEmbeddedData } from "./embedded_data.js";
import { Outdated } from "./outdated.js";
import { addDetails, readRegister, readSchools } from "./payload.js";
import { sketchedFeatures } from "./sketch.js";
import { featuresOf } from "./topology.js";

/** @typedef {import("../types.js").School} School */
/** @typedef {import("../types.js").Region} Region */
/** @typedef {{features: any[], regions: Map<string, Region>}} Layer */

/** @param {import("../types.js").Config} config */
export function createData({ urls, data_version: version, provinces }) {
  /** @type {Map<string, Layer>} */
  const ready = new Map();
  const layers = remembered(async (/** @type {string} */ level) => {
    const { levels, objects, ...topology } = await getJson(urls.regions[level], version);
    const layer = toLayer(featuresOf({ objects, ...topology }, "regions"), levels);
    ready.set(level, layer);
    return layer;
  });
  const sketch = provinces && sketchedFeatures(provinces.regions);
  if (provinces && sketch) ready.set("sido", toLayer(sketch, provinces.levels));
  /** @type {Map<string, string>} */
  let sigunguNames = new Map();
  const core = remembered(async () => {
    const payload = await getJson(urls.schools, version);
    sigunguNames = new Map(payload.places.map((/** @type {import("./payload.js").Place} */ [code, , , name]) => [code, name]));
    return readSchools(payload);
  });
  const details = remembered(async () => {
    const [schools, payload] = await Promise.all([core(""), getJson(urls.details, version)]);
    addDetails(schools, payload);
  });

  const register = remembered(async () => (urls.register ? readRegister(await getJson(urls.register, version)) : []));

  const changes = remembered(async () => (urls.changes ? (await getJson(urls.changes, version)).periods : {}));

  const words = remembered(async () => (urls.words ? getJson(urls.words, version) : {}));

  return {
    schools: () => core(""),
    /** The part of the configuration that cards and dialogs need; empty where the page has all. @returns {Promise<Partial<import("../types.js").LaterConfig>>} */
    laterConfig: () => words(""),
    /** Changes by period. @returns {Promise<Record<string, import("../types.js").Period | null>>} */
    changes: () => changes(""),
    /** Schools of the register by name; none where the operator leaves them out. */
    registerNames: () => register(""),
    /** Resolves when every school has the fields that only its card shows. */
    details: () => details(""),
    /** @param {string} level */
    layer: async (level) => ready.get(level) ?? layers(level),
    /** The provinces as exactly as other levels, where they were taken from the page's picture. @returns {Promise<Layer | null>} */
    exactProvinces: async () => (sketch ? layers("sido") : null),
    /** A layer that has arrived, or nothing yet. @param {string} level */
    arrived: (level) => ready.get(level),
    /** @param {string} level @param {string} code */
    region: (level, code) => ready.get(level)?.regions.get(code),
    /** Name of a sigungu that contains a school; available together with the schools. @param {string} code */
    sigunguName: (code) => sigunguNames.get(code) ?? "",
  };
}

/** @typedef {ReturnType<typeof createData>} Data */

/**
 * One request for each key. A failed request is not remembered, or "try again" would always fail.
 *
 * @template T
 * @param {(key: string) => Promise<T>} ask
 */
function remembered(ask) {
  /** @type {Map<string, Promise<T>>} */
  const requests = new Map();
  return (/** @type {string} */ key) => {
    const known = requests.get(key);
    if (known) return known;
    const answer = ask(key);
    answer.catch(() => requests.delete(key));
    requests.set(key, answer);
    return answer;
  };
}

/** @param {string} url @param {string} version that the page was made for */
async function getJson(url, version) {
  if (url.startsWith("#")) return readEmbeddedData(url.slice(1));
  const response = await fetch(url, { headers: { Accept: "application/json" } });
  // Data has its version in its name: where it is gone, a newer page names newer data.
  if (response.status === 404) throw new Outdated(url);
  if (!response.ok) throw new Error(`${response.status} ${url}`);
  const payload = await response.json();
  if (version && payload.version !== version) throw new Outdated(url);
  return payload;
}

/** @param {any[]} features @param {string[]} levels in the order of the register's numbers @returns {Layer} */
function toLayer(features, levels) {
  for (const feature of features) feature.properties = toRegion(feature, levels);
  return { features, regions: new Map(features.map(({ id, properties }) => [id, properties])) };
}

/** @param {any} feature @param {string[]} levels in the order of the register's numbers @returns {Region} */
function toRegion({ id, properties }, levels) {
  const register = Object.fromEntries(levels.map((level, place) => [level, properties.register[place]]));
  const cautions = (properties.cautions ?? []).map((/** @type {string} */ code) => ({ code, text: "" }));
  return { ...properties, code: id, register, cautions };
}
