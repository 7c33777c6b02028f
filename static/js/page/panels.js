/** The parts that show the state: map, lists, legend, totals, filters, cards. */

import { createCards } from "../cards/cards.js";
import { createCopyExports } from "../dialogs/copy_export_dialog.js";
import { createExportDialog } from "../dialogs/export_dialog.js";
import { createShareDialog } from "../dialogs/share.js";
import { createDisplaySwitches } from "../filters/display_switches.js";
import { createFilterForm } from "../filters/filter_form.js";
import { createRegionTable } from "../list/region_table.js";
import { createSchoolList } from "../list/school_list.js";
import { createTabs } from "../list/tabs.js";
import { createTotals } from "../list/totals.js";
import { createChoropleth } from "../map/choropleth.js";
import { createGround } from "../map/ground/ground.js";
import { showTiles } from "../map/ground/tiles.js";
import { createLabels } from "../map/labels.js";
import { createLegend } from "../map/legend.js";
import { createPoints } from "../map/points.js";
import { createView } from "../state/view.js";
import { createPlaceNames } from "../text/place_names.js";
import { byId } from "../ui/dom.js";
import { createSheets } from "../ui/sheets.js";

/** @typedef {import("../types.js").State} State */
/** @typedef {import("../types.js").School} School */
/** @typedef {import("../state/view.js").View} View */

const AT_ONCE = 3000; // schools; with more, the first drawing is done in steps, so that no task is long

/** @param {import("./page.js").Parts} parts @param {import("../map/map_view.js").MapPlace} mapView */
export function createPanels(parts, mapView) {
  const { map, config, words, store, data } = parts;
  const open = createOpeners(store);
  const viewOf = createViewOf(parts);
  const names = createPlaceNames(data);

  // A server leaves out what a frame's host did not choose; in a copy published as files every page has all.
  if (!config.embed || store.get().options.tiles === "on") showTiles(map, config.tiles);
  const choropleth = createChoropleth(map, names, open.region);
  const points = createPoints(map, words, open.school, mapView);
  const labels = createLabels(map, points.taken, () => ground.names());
  const ground = createGround(map, config, data, labels.refresh);
  const list = createSchoolList(map, words, names, open.school);
  const regionTable = createRegionTable(words, names, open.region);
  const cards = createCards({ ...parts, names, viewOf, points, list, choropleth, regionTable, mapView });
  const showLegend = createLegend(words);
  const showTotals = createTotals(config, words, names);
  const showSwitches = createDisplaySwitches(store, words);
  const showControls = document.getElementById("filter-form") && createFilterForm(parts, names, open.school);
  createTabs(byId("list-tabs"));
  createShareDialog(parts, names);
  const { exports } = config;
  if (exports?.kept) createCopyExports({ ...exports, kept: exports.kept }, words);
  else if (exports) createExportDialog(exports, store, words);

  /** The figures in words; their size decides how much of the map stays visible. @param {View} view */
  const showWords = (view) => {
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
    ground.show(view);
    regionTable.show(view);
    showControls?.(view);
  };
  /** @param {View} view */
  const showPoints = ({ state, kept }) => {
    points.show(state.points === "off" ? [] : kept);
    list.show(kept);
    labels.refresh();
  };
  return {
    /** Everything for the first time, in steps between which the browser can answer. @param {State} state */
    async showFirst(state) {
      const view = viewOf(state);
      showWords(view);
      mapView.go(state); // once the legend has its size, so that it hides nothing
      const rest = parts.schools.length > AT_ONCE ? pause : () => null;
      await rest();
      showAreas(view);
      await rest();
      showPoints(view);
      await rest();
    },
    /** @param {State} state */
    showFigures(state) {
      const view = viewOf(state);
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
    /** @param {State} state @param {boolean} focus */
    showCard(state, focus) {
      cards.show(state, focus);
      ground.select(state);
      labels.refresh();
    },
  };
}

const pause = () => new Promise((done) => setTimeout(done));

/** Functions that open a card: from the map, the list or the table. @param {import("../state/store.js").Store} store */
function createOpeners(store) {
  const sheets = createSheets();
  return {
    /** @param {School} school */
    school({ key }) {
      sheets.close();
      store.choose({ school: key, region: "" });
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
