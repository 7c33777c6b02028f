/** Everything that shows the state: map, lists, legend, totals, filters, cards. */

import { createCards } from "./cards.js";
import { createChoropleth } from "./choropleth.js";
import { createControls } from "./controls.js";
import { byId } from "./dom.js";
import { createExportDialog } from "./exportdialog.js";
import { createLegend } from "./legend.js";
import { createList } from "./list.js";
import { createPlaceNames } from "./placenames.js";
import { createPoints } from "./points.js";
import { createRegionTable } from "./regiontable.js";
import { createSheets } from "./sheets.js";
import { createSwitches } from "./switches.js";
import { createTabs } from "./tabs.js";
import { createTotals } from "./totals.js";
import { createView } from "./view.js";

/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").School} School */

/** @param {import("./page.js").Parts} parts @param {import("./mapview.js").MapPlace} mapView */
export function createPanels(parts, mapView) {
  const { map, config, words, store, data, schools } = parts;
  const open = createOpeners(store);
  const look = createLook(parts);
  const names = createPlaceNames(data);

  const choropleth = createChoropleth(map, names, open.region);
  const points = createPoints(map, words, open.school);
  const list = createList(map, words, names, open.school);
  const regionTable = createRegionTable(words, names, open.region);
  const cards = createCards({ ...parts, names, look, points, list, choropleth, regionTable, mapView });
  const showLegend = createLegend(words);
  const showTotals = createTotals(config, words, names.full);
  const showSwitches = createSwitches(store, words);
  const showControls = config.embed ? null : createControls(store, words, names, data, schools);
  createTabs(byId("list-tabs"));
  if (config.exports) createExportDialog(config.exports, store, words);

  /** @param {State} state */
  const showFigures = (state) => {
    const view = look(state);
    const layer = data.arrived(state.by);
    if (layer) choropleth.show(state.by, layer.features, view);
    choropleth.outline(data.arrived("sido")?.features ?? [], state.by !== "sido");
    regionTable.show(view);
    showLegend(view);
    showTotals(view);
    showSwitches(state);
    showControls?.(state);
    return view;
  };
  return {
    showFigures,
    /** @param {State} state */
    showSchools(state) {
      const { kept } = showFigures(state);
      points.show(kept);
      list.show(kept);
    },
    showCard: cards.show,
  };
}

/** What opens a card: from the map, from the list, from the table. @param {import("./store.js").Store} store */
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

/** @param {import("./page.js").Parts} parts @returns {(state: State) => import("./view.js").View} */
const createLook = ({ schools, data, words, config }) => (state) => createView(state, schools, {
  regions: data.arrived(state.by)?.regions,
  sigungu: [...(data.arrived("sigungu")?.regions.values() ?? [])],
  offices: state.office.flatMap((code) => data.region("office", code) ?? []),
  standing: words.standing,
  counted: config.counted_levels,
});
