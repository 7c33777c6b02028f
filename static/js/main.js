/** Where the page starts: what it says, what is loaded, and what is made of it. */

import { fragmentAddress, queryAddress } from "./address.js";
import { attempt } from "./attempt.js";
import { createData } from "./data.js";
import { byId } from "./dom.js";
import { askForHeight } from "./height.js";
import { holdToFile } from "./file.js";
import { carryView } from "./links.js";
import { byName } from "./list.js";
import { createPage, neededLayers } from "./page.js";
import { useShortEndings } from "./search.js";
import { createStore } from "./store.js";
import { useTexts } from "./texts.js";
import { createWords } from "./words.js";

/** @typedef {[[number, number], [number, number]]} Bounds south-west and north-east, as [lat, lon] */

/**
 * @param {any} map the Leaflet map that folium made
 * @param {{bounds: Bounds}} options
 */
export async function start(map, { bounds }) {
  /** @type {import("./types.js").Config} */
  const config = JSON.parse(byId("webmap-config").textContent ?? "");
  useTexts(config.language, config.texts);
  useShortEndings(config.search.short_endings);
  const words = createWords(config);
  const store = config.file
    ? createStore(words, fragmentAddress(config.file.query), holdToFile(config.file.query, words))
    : createStore(words, queryAddress(!config.embed));
  carryView(store);
  if (config.embed) askForHeight(config.embed_options.height, store.get().options.height);
  const data = createData(config);
  const open = async () => {
    const { q } = store.get();
    // A search in the address may be an English name, and these come with the details.
    const [schools] = await Promise.all([data.schools(), ...neededLayers(store.get()).map(data.layer), q ? data.details() : null]);
    await createPage({ map, bounds, config, words, store, data, schools: byName(schools) });
  };
  await attempt(open);
}
