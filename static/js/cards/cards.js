/** The open card, and its marks on the map, in the list and in the table. */

import { nationOf } from "../figures/nation.js";
import { choosePlace } from "../state/place_choice.js";
import { splitRegion } from "../state/state.js";
import { createCard } from "../ui/card_frame.js";
import { regionCard } from "./region_card.js";
import { schoolCard } from "./school_card.js";

/** @typedef {import("../types.js").State} State */
/** @typedef {import("../types.js").School} School */

const CLOSE_UP = 14; // zoom at which a school's surroundings are recognisable

/**
 * @param {{config: import("../types.js").Config, words: import("../text/words.js").Words, store: import("../state/store.js").Store, data: import("../data/data.js").Data, schools: School[]} & Record<string, any>} parts
 *   every school, and what shows the map and the lists
 */
export function createCards({ config, words, store, data, schools, names, viewOf, points, list, choropleth, regionTable, mapView }) {
  const schoolsByKey = new Map(schools.map((school) => [school.key, school]));
  const card = createCard(() => store.choose({ school: "", region: "" }));

  /** @param {string} level @param {string} code */
  const showOnly = (level, code) => {
    const sido = level === "sido" ? code : data.region(level, code)?.sido ?? "";
    const wide = choosePlace("sido", sido, store.get());
    store.choose(level === "sido" ? wide : { ...wide, by: level, [level]: [code], region: `${level}:${code}` });
  };

  /** @param {State} state @param {string} level @param {string} code */
  const contentOfRegion = (state, level, code) => {
    const view = viewOf({ ...state, by: level });
    const row = view.rows?.get(code);
    const nation = viewOf({ ...state, sido: [], sigungu: [], office: [], by: "sido" });
    return row && regionCard(row, {
      config, store, words, names, data, level,
      schools: view.kept.filter((/** @type {any} */ school) => school[level] === code),
      national: { figures: nationOf(nation, config.counted_levels), schools: nation.kept },
      rowsOf: (inner) => viewOf({ ...state, by: inner }).rows ?? new Map(),
      onOpen: (inner, part) => store.choose({ by: inner, region: `${inner}:${part}`, school: "" }),
      onOnly: () => showOnly(level, code),
    });
  };

  /** @param {School} school */
  const contentOfSchool = (school) => schoolCard(school, {
    config, store, words, names,
    details: () => data.details?.() ?? Promise.resolve(),
    onApproach: () => mapView.approach(school, CLOSE_UP),
  });

  /** @type {School | null} */
  let shown = null;
  let inSight = "";
  /** A card's school or region is brought into sight once, on opening; later the map stays where the reader moved it. @param {State} state */
  const bringIntoSight = ({ school, region }) => {
    const opened = school || region;
    if (opened === inSight) return;
    inSight = opened;
    const place = schoolsByKey.get(school);
    const { level, code } = splitRegion(region);
    if (place) mapView.keepSchoolInSight(place);
    else mapView.keepRegionInSight(level, code);
  };

  return {
    /** @param {State} state @param {boolean} focus whether the reader has just opened it */
    show(state, focus) {
      const school = schoolsByKey.get(state.school) ?? null;
      const { level, code } = splitRegion(state.region);
      points.select(school);
      list.select(state.school);
      choropleth.select(level, code);
      regionTable.select(state.region);
      // No state changes the content of a school's card, and redrawing it would lose the focus.
      if (school && school === shown) return;
      shown = school;
      const content = school ? contentOfSchool(school) : contentOfRegion(state, level, code);
      if (content) card.show(content, focus);
      else card.hide();
      if (content || !(state.school || state.region)) bringIntoSight(state);
    },
  };
}
