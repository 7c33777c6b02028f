/** The parts that show the state: map, lists, legend, totals, filters, cards. */

import { kindsByKey } from "../figures/changes.js";
import { filterSchools } from "../figures/school_filter.js";
import { createDisplaySwitches } from "../filters/display_switches.js";
import { createFilterForm } from "../filters/filter_form.js";
import { createSearch } from "../filters/search_field.js";
import { placeSearch } from "../filters/search_place.js";
import { createRegionTable } from "../list/region_table.js";
import { createSchoolList } from "../list/school_list.js";
import { createTabs } from "../list/tabs.js";
import { createTotals } from "../list/totals.js";
import { createChoropleth } from "../map/choropleth.js";
import { showTiles } from "../map/ground/tiles.js";
import { createLabels } from "../map/labels.js";
import { createLegend } from "../map/legend.js";
import { createPoints } from "../map/points/points.js";
import { createView } from "../state/view.js";
import { createPlaceNames } from "../text/place_names.js";
import { viewTitle } from "../text/sentence.js";
import { byId } from "../ui/dom.js";
import { createSheets } from "../ui/sheets.js";
import { createLateParts } from "./late_parts.js";

/** @typedef {import("../types.js").State} State */
/** @typedef {import("../types.js").School} School */
/** @typedef {import("../state/view.js").View} View */

/** @param {import("./page.js").Parts} parts @param {import("../map/map_view.js").MapPlace} mapView */
export function createPanels(parts, mapView) {
  const { map, config, words, store, data } = parts;
  const open = createOpeners(store);
  const viewOf = createViewOf(parts);
  const names = createPlaceNames(data);

  // A server leaves out what a frame's host did not choose; in a copy published as files every page has all.
  if (!config.embed || store.get().options.tiles === "on") showTiles(map, config.tiles);
  const choropleth = createChoropleth(map, names, open.region);
  const points = createPoints(map, words, names, open.school, mapView, parts);
  /** @type {ReturnType<import("../types.js").Later["createGround"]> | null} */
  let ground = null;
  const labels = createLabels(map, points.taken, () => ground?.names() ?? []);
  const list = createSchoolList(map, words, names, open.school);
  const regionTable = createRegionTable(config, words, names, open.region);
  const showLegend = createLegend(words);
  const showTotals = createTotals(config, words, names);
  /** @type {((state: State) => Promise<void>) | null} */
  let showChanges = null;
  const showSwitches = createDisplaySwitches(store, words);
  const search = createSearch({ ...parts, names, onOpen: open.school, unplacedUrl: config.urls.unplaced ?? "" });
  const controls = document.getElementById("filter-form") && createFilterForm(parts, names, search);
  placeSearch(search.field);
  createTabs(byId("list-tabs"));
  const late = createLateParts(parts, names, (later) => {
    ground = later.createGround(map, config, data, labels.refresh);
    const view = viewOf(store.get());
    ground.show(view);
    if (view.state.from || view.state.to) showTotals(view); // their days have come, too
    search.addHelp(later.createSearchHelp);
    controls?.complete(later);
    later.offerCopying(regionTable.table);
    showChanges = createChanges(parts, later, points, list);
    return later.createCards({ ...parts, names, viewOf, points, list, choropleth, regionTable, mapView });
  });

  // What a preview is called stays before the title.
  const titleMark = document.querySelector('meta[name="title-mark"]')?.getAttribute("content") ?? "";

  /** The figures in words; their size decides how much of the map stays visible. @param {View} view */
  const showWords = (view) => {
    document.title = titleMark + viewTitle(view.state, words, names, config.notice !== null);
    showLegend(view);
    showTotals(view);
    showSwitches(view.state);
  };
  /** @param {View} view */
  const showAreas = (view) => {
    const { by } = view.state;
    const layer = data.arrived(by);
    if (layer) choropleth.show(by, layer.features, view);
    labels.show(layer?.features ?? [], view);
    choropleth.outline(data.arrived("sido")?.features ?? [], by !== "sido");
    ground?.show(view);
    regionTable.show(view);
    search.show(view);
    controls?.show(view);
  };
  /** @param {View} view */
  const showPoints = ({ state, kept }) => {
    points.show(state.points === "off" ? [] : kept, state);
    list.show(kept);
    labels.refresh();
  };
  return {
    /** Everything for the first time, in steps between which the browser can answer. @param {State} state */
    async showFirst(state) {
      const view = viewOf(state);
      showWords(view);
      mapView.go(state, takePlace()); // once the legend has its size, so that it hides nothing
      await pause();
      showAreas(view);
      document.getElementById("first-map")?.remove();
      await pause();
      showPoints(view);
    },
    prepareLater: late.prepare,
    /** The provinces that the page has taken from the server's picture, as exactly as they are known. */
    async refine() {
      const provinces = await data.exactProvinces();
      if (!provinces) return;
      choropleth.refine("sido", provinces.features);
      showAreas(viewOf(store.get()));
    },
    /** @param {State} state */
    showFigures(state) {
      const view = viewOf(state);
      points.regroup(state);
      showWords(view);
      showAreas(view);
    },
    /** @param {State} state */
    showSchools(state) {
      const view = viewOf(state);
      showWords(view);
      showAreas(view);
      showPoints(view);
    },
    /** What has changed in the chosen period. @param {State} state */
    async showChanges(state) {
      await late.prepare();
      await showChanges?.(state);
    },
    /** @param {State} state @param {boolean} focus */
    async showCard(state, focus) {
      await late.showCard(state, focus);
      ground?.select(state);
      labels.refresh();
    },
  };
}

/**
 * What has changed in the chosen period: on the map, in the list and beside the totals.
 *
 * @param {import("./page.js").Parts} parts
 * @param {import("../types.js").Later} later
 * @param {ReturnType<typeof createPoints>} points
 * @param {ReturnType<typeof createSchoolList>} list
 * @returns {(state: State) => Promise<void>}
 */
function createChanges({ map, config, words, data, schools }, { changeName, createChangeMarks, createChangeSummary }, points, list) {
  const showSummary = createChangeSummary(words, config.as_of);
  const marks = createChangeMarks(map, points.taken);
  return async (state) => {
    const period = state.since ? (await data.changes())[state.since] ?? null : null;
    const kinds = kindsByKey(period);
    marks.show(new Set(kinds.keys()));
    list.showChanges(({ key }) => (kinds.get(key) ?? []).map((kind) => changeName(kind, words)));
    const ofAnyStatus = filterSchools(schools, { ...state, status: words.statuses }).kept;
    showSummary(state.since, period, ofAnyStatus);
  };
}

/** The place of the server's picture of the regions, which Leaflet takes over. @returns {import("../map/map_view.js").WorldPlace | null} */
const takePlace = () => JSON.parse(document.getElementById("first-map")?.dataset.place ?? "null");

/** Between two steps the browser can answer and paint. */
const pause = () => new Promise((done) => setTimeout(done));

/** Functions that open a card: from the map, the list or the table. @param {import("../state/store.js").Store} store */
function createOpeners(store) {
  const sheets = createSheets();
  return {
    /** @param {School} school @param {Partial<State>} [patch] */
    school({ key }, patch = {}) {
      sheets.close();
      store.choose({ ...patch, school: key, region: "" });
    },
    /** @param {string} level @param {string} code */
    region(level, code) {
      sheets.close();
      store.choose({ region: `${level}:${code}`, school: "" });
    },
  };
}

/** @param {import("./page.js").Parts} parts @returns {(state: State) => import("../state/view.js").View} */
const createViewOf = ({ schools, data, config }) => (state) => createView(state, schools, {
  regions: data.arrived(state.by)?.regions,
  sigungu: [...(data.arrived("sigungu")?.regions.values() ?? [])],
  offices: state.office.flatMap((code) => data.region("office", code) ?? []),
  counted: config.counted_levels,
});
