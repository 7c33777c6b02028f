/** Which card is open, and the marks of it on the map, in the list and in the table. */

import { createCard } from "./card.js";
import { chosen } from "./placefilter.js";
import { regionCard } from "./regioncard.js";
import { schoolCard } from "./schoolcard.js";
import { splitRegion } from "./state.js";

/** @typedef {import("./types.js").State} State */

const CLOSE_UP = 14; // zoom at which a school's surroundings can be told

/** @param {import("./page.js").Parts & Record<string, any>} parts */
export function createCards({ config, words, store, data, schools, names, look, points, list, choropleth, regionTable, mapView }) {
  const schoolsByKey = new Map(schools.map((school) => [school.key, school]));
  const card = createCard(() => store.choose({ school: "", region: "" }));

  /** @param {string} level @param {string} code */
  const showOnly = (level, code) => {
    const sido = level === "sido" ? code : data.region(level, code)?.sido ?? "";
    const wide = chosen("sido", sido, store.get());
    store.choose(level === "sido" ? wide : { ...wide, by: level, [level]: [code] });
  };

  /** @param {State} state @param {string} level @param {string} code */
  const contentOfRegion = (state, level, code) => {
    const row = look({ ...state, by: level }).rows?.get(code);
    return row && regionCard(row, { level, state, config, words, names, onOnly: () => showOnly(level, code) });
  };

  let inSight = "";
  /** What has just been opened is brought into sight once; later the map stays where a person moved it. @param {State} state */
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
    /** @param {State} state @param {boolean} focus whether a person has just asked for it */
    show(state, focus) {
      const school = schoolsByKey.get(state.school) ?? null;
      const { level, code } = splitRegion(state.region);
      points.select(school);
      list.select(state.school);
      choropleth.select(level, code);
      regionTable.select(state.region);
      const content = school
        ? schoolCard(school, words, () => mapView.approach(school, CLOSE_UP))
        : contentOfRegion(state, level, code);
      if (content) card.show(content, focus);
      else card.hide();
      if (content || !(state.school || state.region)) bringIntoSight(state);
    },
  };
}
