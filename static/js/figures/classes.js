/** Classes of a choropleth, by the definitions of PySAL's `mapclassify`. Pure. */

/** @typedef {{from: number, to: number}} Class both ends are values that occur, so the legend claims no more than is known */

const MAX_CLASSES = 5;

/** Ways to draw the lines between classes. @type {Record<string, (sorted: number[], most: number) => number[]>} upper ends, rising */
const METHODS = { quantile: quantileEnds, natural: naturalEnds };

/**
 * Classes of the values above zero; zero and "no value" are kept apart from them.
 *
 * Equal values never fall into two classes, so there may be fewer classes than requested. Where there are
 * no more different values than classes, each value is a class of its own.
 *
 * @param {(number | null)[]} values
 * @param {string} method `quantile` or `natural`
 * @param {number} [most] largest number of classes
 * @returns {Class[]} from the lowest to the highest
 */
export function classesOf(values, method, most = MAX_CLASSES) {
  const sorted = /** @type {number[]} */ (values.filter((value) => value !== null && value > 0)).sort((a, b) => a - b);
  const distinct = [...new Set(sorted)];
  if (distinct.length <= most) return distinct.map((value) => ({ from: value, to: value }));
  let lower = -Infinity;
  return METHODS[method](sorted, most).flatMap((upper) => {
    const inside = distinct.filter((value) => value > lower && value <= upper);
    lower = upper;
    return inside.length ? [{ from: inside[0], to: inside[inside.length - 1] }] : [];
  });
}

/**
 * Percentiles by linear interpolation, as `mapclassify.Quantiles` takes them from `scipy.stats.scoreatpercentile`.
 *
 * @param {number[]} sorted @param {number} most
 */
function quantileEnds(sorted, most) {
  const ends = Array.from({ length: most }, (_, i) => {
    const place = (((i + 1) * (100 / most)) / 100) * (sorted.length - 1);
    const below = Math.floor(place);
    if (below === place) return sorted[below];
    // Written as scipy writes it, so that both round alike.
    const [lower, upper] = [below + 1 - place, place - below];
    return (sorted[below] * lower + sorted[below + 1] * upper) / (lower + upper);
  });
  return [...new Set(ends)];
}

/**
 * Natural breaks: the classes with the least sum of squared distances from their means (W. D. Fisher, "On
 * Grouping for Maximum Homogeneity", 1958; G. F. Jenks, "Optimal Data Classification for Choropleth Maps",
 * 1977), found among all possible ones by dynamic programming.
 *
 * @param {number[]} sorted @param {number} most fewer than there are different values
 */
function naturalEnds(sorted, most) {
  const values = [...new Set(sorted)];
  const spread = createSpread(sorted, values);
  const count = values.length;
  let best = Float64Array.from(values, (_, last) => spread(0, last));
  /** @type {Int32Array[]} for each further class, where it begins when it ends at an index */
  const starts = [];
  for (let classes = 2; classes <= most; classes += 1) {
    const next = new Float64Array(count).fill(Infinity);
    const start = new Int32Array(count);
    for (let last = classes - 1; last < count; last += 1) {
      for (let first = last; first >= classes - 1; first -= 1) {
        const own = spread(first, last);
        if (own >= next[last]) break; // it only grows from here on
        if (best[first - 1] + own >= next[last]) continue;
        next[last] = best[first - 1] + own;
        start[last] = first;
      }
    }
    starts.push(start);
    best = next;
  }
  return traceBack(starts, values);
}

/** Upper ends, from the last class to the first. @param {Int32Array[]} starts @param {number[]} values */
function traceBack(starts, values) {
  let last = values.length - 1;
  const ends = [values[last]];
  for (const start of starts.toReversed()) {
    last = start[last] - 1;
    ends.unshift(values[last]);
  }
  return ends;
}

/**
 * Sum of squared distances from the mean, of all values between two of the different ones.
 *
 * @param {number[]} sorted @param {number[]} values the different ones
 * @returns {(first: number, last: number) => number}
 */
function createSpread(sorted, values) {
  const middle = sorted[sorted.length >> 1]; // sums of squares of far numbers would lose their last digits
  const [count, sum, square] = Array.from({ length: 3 }, () => new Float64Array(values.length + 1));
  for (let i = 0, at = 0; i < values.length; i += 1) {
    const from = at;
    while (sorted[at] === values[i]) at += 1;
    const apart = values[i] - middle;
    count[i + 1] = at;
    sum[i + 1] = sum[i] + (at - from) * apart;
    square[i + 1] = square[i] + (at - from) * apart * apart;
  }
  return (first, last) => {
    const total = sum[last + 1] - sum[first];
    return square[last + 1] - square[first] - (total * total) / (count[last + 1] - count[first]);
  };
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
