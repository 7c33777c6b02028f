/** The regions inside the region filters, and the number of existing schools in that part. Pure. */

/** @typedef {import("../types.js").Region} Region */
/** @typedef {import("../types.js").Filters} Filters */
/** @typedef {{inFilter: boolean, register: Region["register"]}} Scope */

/**
 * @param {string} level level of the regions to look up
 * @param {Filters} filters
 * @param {Region[]} offices the offices named in the filter
 * @param {Region[]} sigungu every sigungu, once they have arrived
 * @returns {(region: Region) => Scope} `inFilter`: outside the filters a region's figures are not zero but unknown;
 *   `register`: existing schools of the whole region, or where the filters name smaller ones, of those
 */
export function createScope(level, filters, offices, sigungu) {
  const narrows = filters.sigungu.length > 0 || filters.office.length > 0;
  if (!narrows) return (region) => ({ inFilter: meetsEach(region, level, filters, offices), register: region.register });
  const partsOf = groupParts(level, sigungu.filter((part) => meetsEach(part, "sigungu", filters, offices)));
  // A wide region may meet each filter with another of its sigungu, and then holds none that meets them all.
  const mayMiss = filters.sigungu.length > 0 && filters.office.length > 0 && sigungu.length > 0;
  return (region) => {
    const parts = partsOf(region);
    return {
      inFilter: meetsEach(region, level, filters, offices) && (!mayMiss || parts.length > 0),
      register: parts.length ? sumRegisters(parts) : region.register,
    };
  };
}

/** @param {string} level @param {Region[]} parts sigungu @returns {(region: Region) => Region[]} */
function groupParts(level, parts) {
  /** @type {Map<string, Region[]>} */
  const byCode = new Map();
  for (const part of parts) {
    const code = level === "sido" ? part.sido : part.code;
    byCode.set(code, [...(byCode.get(code) ?? []), part]);
  }
  if (level === "office") return (region) => (region.sigungu ?? []).flatMap((code) => byCode.get(code) ?? []);
  return (region) => byCode.get(region.code) ?? [];
}

/** @param {Region} region @param {string} level @param {Filters} filters @param {Region[]} offices */
function meetsEach(region, level, filters, offices) {
  const sido = level === "sido" ? region.code : region.sido;
  if (filters.sido.length && !filters.sido.includes(sido)) return false;
  if (filters.sigungu.length && !filters.sigungu.some((code) => touches(region, level, code))) return false;
  return filters.office.length === 0 || offices.some((office) => meets(region, level, office));
}

/** @param {Region[]} parts @returns {Region["register"]} unknown where any part is unknown */
function sumRegisters(parts) {
  /** @type {Region["register"]} */
  const sum = { ...parts[0].register };
  for (const { register } of parts.slice(1)) {
    for (const level of Object.keys(sum)) sum[level] = plus(sum[level], register[level]);
  }
  return sum;
}

/** @param {number | null} one @param {number | null} other */
const plus = (one, other) => (typeof one === "number" && typeof other === "number" ? one + other : null);

/** A sigungu's code starts with its sido's. @param {Region} region @param {string} level @param {string} sigungu */
function touches(region, level, sigungu) {
  if (level === "sido") return sigungu.startsWith(region.code);
  return level === "office" ? (region.sigungu ?? []).includes(sigungu) : region.code === sigungu;
}

/** @param {Region} region @param {string} level @param {Region} office */
function meets(region, level, office) {
  if (level === "sido") return office.sido === region.code;
  return level === "office" ? office.code === region.code : (office.sigungu ?? []).includes(region.code);
}
