/** Classes of a choropleth. Pure. */

/** @typedef {{from: number, to: number}} Class both ends are values that occur, so the legend tells no more than is known */

/**
 * Quantile classes of the values above zero; zero and "no value" are told apart from them.
 *
 * Equal values never fall into two classes, so there may be fewer classes than asked for.
 *
 * @param {(number | null)[]} values
 * @param {number} [most] largest number of classes
 * @returns {Class[]} from the lowest to the highest
 */
export function quantileClasses(values, most = 5) {
  const sorted = /** @type {number[]} */ (values.filter((value) => value !== null && value > 0));
  sorted.sort((a, b) => a - b);
  const distinct = [...new Set(sorted)];
  if (distinct.length <= most) return distinct.map((value) => ({ from: value, to: value }));
  const tops = Array.from({ length: most }, (_, i) => sorted[Math.ceil(((i + 1) * sorted.length) / most) - 1]);
  return [...new Set(tops)].map((to, i, ends) => ({
    from: /** @type {number} */ (distinct.find((value) => i === 0 || value > ends[i - 1])),
    to,
  }));
}

/**
 * @param {number | null} value
 * @param {Class[]} classes
 * @returns {number | null} 0 for zero, 1 for the lowest class and so on; null for no value
 */
export function classOf(value, classes) {
  if (value === null) return null;
  if (value <= 0) return 0;
  const index = classes.findIndex(({ to }) => value <= to);
  return index === -1 ? classes.length : index + 1;
}

/**
 * Step of the colour ramp for a class, spread so that few classes still use the ramp's whole width.
 *
 * @param {number} index class from 1
 * @param {number} count how many classes there are
 * @param {number} [steps] how many colours the ramp has
 */
export function rampStep(index, count, steps = 5) {
  return count <= 1 ? Math.ceil(steps / 2) : 1 + Math.round(((index - 1) * (steps - 1)) / (count - 1));
}
