/** Where the page starts: what it says, what is loaded, and what is made of it. */

import { fragmentAddress, queryAddress } from "./address.js";
import { attempt } from "./attempt.js";
import { createData } from "./data.js";
import { byId } from "./dom.js";
import { followOptions } from "./embedoptions.js";
import { askForHeight } from "./height.js";
import { holdTo, tellOfCopy, tellOfFile } from "./file.js";
import { leadToLanguage, withoutLanguage } from "./languages.js";
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
  if (leadToLanguage()) return;
  /** @type {import("./types.js").Config} */
  const config = JSON.parse(byId("webmap-config").textContent ?? "");
  useTexts(config.language, config.texts);
  useShortEndings(config.search.short_endings);
  const words = createWords(config);
  const store = openStore(config, words);
  if (config.copy && config.embed) followOptions(store.get().options);
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

/** The state, held to what there is where the page holds but a part. @param {import("./types.js").Config} config @param {import("./words.js").Words} words */
function openStore({ embed, file, copy }, words) {
  if (file) return createStore(words, fragmentAddress(file.query), holdTo(file.query, words, tellOfFile));
  const address = queryAddress(!embed);
  if (!copy) return createStore(words, address);
  // The language of a page is its folder's.
  const own = { ...address, read: () => withoutLanguage(address.read()) || copy.query };
  return copy.query ? createStore(words, own, holdTo(copy.query, words, tellOfCopy)) : createStore(words, own);
}
