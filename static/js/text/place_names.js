/** Names of places, complete enough to be unambiguous: six cities have a 중구. */

import { t } from "./texts.js";

/** @typedef {import("../types.js").Region} Region */
/** @typedef {import("../types.js").School} School */

/** @typedef {{region: (level: string, code: string) => Region | undefined, sigunguName: (code: string) => string}} Places */

/** @param {Places} data the provinces have arrived */
export function createPlaceNames(data) {
  const own = (/** @type {string} */ level, /** @type {string} */ code) => data.region(level, code)?.name ?? code;

  /** The province, where the region's name does not include it; else nothing. @param {Pick<Region, "code" | "name" | "sido">} region */
  const province = ({ code, name, sido }) => {
    const around = sido && sido !== code ? own("sido", sido) : "";
    return name.startsWith(around) ? "" : around;
  };
  /** @param {string} name @param {string} around */
  const joined = (name, around) => (around && name ? t("%(place)s (%(province)s)", { place: name, province: around }) : name || around);

  return {
    own,
    province,
    /** @param {string} level @param {string} code */
    full(level, code) {
      const region = data.region(level, code);
      return region ? joined(region.name, province(region)) : code;
    },
    /** Code of the province in which a region lies, nothing before the regions have arrived. @param {string} level @param {string} code */
    sido: (level, code) => data.region(level, code)?.sido,
    /** Sigungu and province of a school, also before the sigungu have arrived. @param {School} school */
    ofSchool({ sido, sigungu }) {
      const name = data.sigunguName(sigungu);
      return joined(name, province({ code: sigungu, name, sido }));
    },
    /** @param {string} name of a sigungu @param {string} sido code of its province */
    inProvince: (name, sido) => joined(name, province({ code: "", name, sido })),
  };
}

/** @typedef {ReturnType<typeof createPlaceNames>} PlaceNames */
