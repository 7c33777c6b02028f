/** Names of places, told so that no two are taken for each other: six cities have a 중구. */

import { t } from "./texts.js";

/** @typedef {import("./types.js").Region} Region */
/** @typedef {import("./types.js").School} School */

const SIGUNGU = /^\p{Script=Hangul}+[시군구]$/u;

/** @param {import("./data.js").Data} data the provinces have arrived */
export function createPlaceNames(data) {
  const own = (/** @type {string} */ level, /** @type {string} */ code) => data.region(level, code)?.name ?? code;

  /** The province that a region's name does not tell by itself, or nothing. @param {Region} region */
  const province = (region) => {
    const name = region.sido && region.sido !== region.code ? own("sido", region.sido) : "";
    return region.name.startsWith(name) ? "" : name;
  };
  /** @param {string} name @param {string} around */
  const joined = (name, around) => (around && name ? t("%(place)s, %(province)s", { place: name, province: around }) : name || around);

  return {
    own,
    province,
    /** @param {string} level @param {string} code */
    full(level, code) {
      const region = data.region(level, code);
      return region ? joined(region.name, province(region)) : code;
    },
    /** Province and sigungu of a school; before the sigungu have arrived, as its address says. @param {School} school */
    ofSchool({ sido, sigungu, address }) {
      const region = data.region("sigungu", sigungu);
      return region ? joined(region.name, province(region)) : joined(fromAddress(address), own("sido", sido));
    },
  };
}

/** @typedef {ReturnType<typeof createPlaceNames>} PlaceNames */

/** Official addresses begin with province and sigungu. @param {string} address */
function fromAddress(address) {
  const second = (address ?? "").split(" ")[1] ?? "";
  return SIGUNGU.test(second) ? second : "";
}
