/** The reactions to a change of the page's state. */

import { attempt } from "../data/attempt.js";
import { buildSearchIndex } from "../data/search_index.js";
import { allFilters, regionFilters } from "../figures/filter_table.js";
import { createControls, describeMap } from "../map/map_description.js";
import { createMapView } from "../map/map_view.js";
import { createPrint } from "../map/print.js";
import { splitRegion } from "../state/state.js";
import { findUnknown } from "../state/unknown_codes.js";
import { byId } from "../ui/dom.js";
import { showIgnored } from "../ui/messages.js";
import { createFolds } from "./folds.js";
import { createPanels } from "./panels.js";

/** @typedef {import("../types.js").State} State */
/** @typedef {{map: any, bounds: import("../types.js").Bounds, config: import("../types.js").Config, words: import("../text/words.js").Words, store: import("../state/store.js").Store, data: import("../data/data.js").Data, schools: import("../types.js").School[], loadLater: () => Promise<import("../types.js").Later>}} Parts */

/** Layers of regions that a state needs. @param {State} state @returns {string[]} */
export function neededLayers(state) {
  const drills = regionFilters().some((level) => state[level].length);
  return [...new Set(["sido", state.by, splitRegion(state.region).level, ...(drills ? regionFilters() : [])])].filter(Boolean);
}

/** @param {Parts} parts with every school and the layers that the state needs loaded */
export async function createPage(parts) {
  const { map, bounds, config, words, store, data, schools } = parts;
  const places = regionFilters();
  const filters = allFilters().map(({ name }) => name);
  showIgnored([...store.ignored, ...findUnknown(store, data, schools)], words.longestSearch);
  if (byId("messages").firstChild) map.invalidateSize({ animate: false, pan: false, debounceMoveend: false });
  describeMap(map, config);
  const mapView = createMapView(map, bounds, store, data);
  createControls(map, mapView);
  const panels = createPanels(parts, mapView);
  createPrint(map, config);
  const showFolds = createFolds(store);

  /** @param {State} state @param {State} before */
  const follow = (state, before) => {
    const isFiltered = differs(state, before, [...filters, "points"]);
    const isRegrouped = differs(state, before, ["by", "show", "classes"]);
    const isCardChanged = differs(state, before, ["school", "region"]);
    // The form shows the period at once; its changes may have to be fetched.
    const isPeriodChanged = differs(state, before, ["since"]);
    if (isPeriodChanged || (state.since && isFiltered)) attempt(() => panels.showChanges(store.get()));
    if (isFiltered) panels.showSchools(state);
    else if (isRegrouped || isPeriodChanged) panels.showFigures(state);
    if (isCardChanged || (state.region && (isFiltered || isRegrouped))) panels.showCard(state, isCardChanged && !differs(state, before, places)); // a filter keeps the focus
    if (differs(state, before, ["fold"])) refold(state);
    if (differs(state, before, ["at", "fold", ...places])) mapView.go(state);
  };
  /** @param {State} state */
  const refold = (state) => {
    showFolds(state);
    map.invalidateSize({ animate: false, pan: false, debounceMoveend: false });
  };
  /** @param {string[]} layers @param {State} before */
  const followWith = async (layers, before) => {
    await Promise.all(layers.map(data.layer));
    const now = store.get();
    panels.showFigures(now);
    panels.showCard(now, false);
    if (differs(now, before, places)) mapView.settle(now, layers);
  };

  await panels.showFirst(store.get());
  await panels.showCard(store.get(), false);
  if (store.get().since) attempt(() => panels.showChanges(store.get()));
  store.subscribe((state, before) => {
    follow(state, before);
    const coming = neededLayers(state).filter((level) => !data.arrived(level));
    if (coming.length) attempt(() => followWith(coming, before));
  });
  whenIdle(() => attempt(async () => {
    await Promise.all([data.details(), panels.refine(), panels.prepareLater()]);
    const now = store.get();
    if (now.q) panels.showSchools(now); // English names can be searched from now on
    buildSearchIndex(schools);
  }));
}

/** Run after everything that the page needs to be usable. @param {() => void} action */
const whenIdle = (action) => ("requestIdleCallback" in window ? requestIdleCallback(action, { timeout: 2000 }) : setTimeout(action, 500));

/** @param {State} state @param {State} before @param {readonly (keyof State)[]} names */
const differs = (state, before, names) =>
  names.some((name) => JSON.stringify(state[name]) !== JSON.stringify(before[name]));
