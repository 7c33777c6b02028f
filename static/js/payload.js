/** Schools out of the columns in which they travel (the server's `map_payload`). Pure. */

/** @typedef {import("./types.js").School} School */
/** @typedef {[sigungu: string, sido: string, office: string, name: string]} Place */
/**
 * @typedef {{steps_per_degree: number, places: Place[], values: Record<string, any[]>, columns: Record<string, any[]>}} Core
 * `values`: of columns that repeat few of them; such a column holds places in that list
 */
/** @typedef {{sources: string[][], rules: string[][], columns: Record<string, any[]>}} Details in the order of the schools */

/** @param {Core} core @returns {School[]} in the order in which they came */
export function readSchools({ steps_per_degree: steps, places, values, columns }) {
  const listed = Object.entries(values);
  return columns.key.map((key, row) => {
    const [sigungu, sido, office] = places[columns.place[row]];
    const school = /** @type {any} */ ({
      key, name: columns.name[row], name_en: undefined, lat: columns.lat[row] / steps, lon: columns.lon[row] / steps,
      sigungu, sido, office, reports: columns.reports[row], radius_m: columns.radius_m[row],
    });
    for (const [name, known] of listed) school[name] = known[columns[name][row]];
    return school;
  });
}

/** Add to each school what its card tells. @param {School[]} schools as `readSchools` gave them @param {Details} details */
export function addDetails(schools, { sources, rules, columns }) {
  const names = Object.keys(columns);
  for (const [row, school] of schools.entries()) {
    /** @type {Record<string, any>} */
    const known = Object.fromEntries(names.map((name) => [name, columns[name][row]]));
    Object.assign(school, known, { id: known.id ?? school.key, sources: sources[known.sources], rules: rules[known.rules] });
  }
}
