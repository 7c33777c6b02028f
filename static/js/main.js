/** The start of the page: texts, data, and the parts built from them. */

import { attempt } from "./data/attempt.js";
import { createData } from "./data/data.js";
import { followOptions } from "./embed/embed_options.js";
import { askForHeight } from "./embed/height.js";
import { useFilters } from "./figures/filter_table.js";
import { useShortEndings } from "./figures/search.js";
import { byName } from "./list/school_list.js";
import { createPage, neededLayers } from "./page/page.js";
import { fragmentAddress, queryAddress, removeTracking, withoutTracking } from "./state/address.js";
import { announceCopy, announceFile, limitTo } from "./state/held_part.js";
import { goToLanguage, withoutLanguage } from "./state/languages.js";
import { keepViewInLinks } from "./state/links.js";
import { createStore } from "./state/store.js";
import { useTexts } from "./text/texts.js";
import { createWords } from "./text/words.js";
import { byId } from "./ui/dom.js";

const SHORT = /[?&#]r=/;

/**
 * @param {any} map the Leaflet map that folium made
 * @param {{bounds: import("./types.js").Bounds}} options
 */
export async function start(map, { bounds }) {
  document.getElementById("not-started")?.remove();
  /** @type {import("./types.js").Config} */
  const config = JSON.parse(byId("webmap-config").textContent ?? "");
  removeTracking(config.tracking);
  if (goToLanguage((search) => withoutTracking(search, config.tracking))) return;
  useTexts(config.language, config.texts);
  useShortEndings(config.search.short_endings);
  useFilters(config.filters);
  const words = createWords(config);
  const data = createData(config);
  /** @type {import("./state/store.js").Store | null} */
  let store = null;
  const open = async () => {
    // A short address of many regions is read by what else only the dialogs need.
    if (SHORT.test(location.search + location.hash)) Object.assign(config, await data.laterConfig());
    store ??= openStore(config, words);
    const { q } = store.get();
    // A search in the address may be an English name, and these come with the details.
    const [schools] = await Promise.all([data.schools(), ...neededLayers(store.get()).map(data.layer), q ? data.details() : null]);
    await createPage({ map, bounds, config, words, store, data, schools: byName(schools), loadLater });
    document.getElementById("start-failed")?.remove();
  };
  await attempt(open);
}

/** What waits for a click, once: a page that failed to load it may try again. @returns {Promise<import("./types.js").Later>} */
const loadLater = async () => (await import("./later.js")).later;

/** The state, limited to the page's data where the page contains only a part. @param {import("./types.js").Config} config @param {import("./text/words.js").Words} words */
function openStore(config, words) {
  const store = createdStore(config, words);
  if (config.copy && config.embed) followOptions(store.get().options);
  keepViewInLinks(store);
  if (config.embed) askForHeight(config.embed_options.height, store.get().options.height);
  return store;
}

/** @param {import("./types.js").Config} config @param {import("./text/words.js").Words} words */
function createdStore({ embed, file, copy, tracking }, words) {
  if (file) return createStore(words, fragmentAddress(file.query), limitTo(file.query, words, announceFile));
  const address = queryAddress(!embed, tracking);
  if (!copy) return createStore(words, address);
  // The language of a page is its folder's.
  const own = { ...address, read: () => withoutLanguage(address.read()) || copy.query };
  return copy.query ? createStore(words, own, limitTo(copy.query, words, announceCopy)) : createStore(words, own);
}
