/** TopoJSON to GeoJSON features: edges that regions share come once and are put together here. Pure. */

/** @typedef {[number, number]} Point longitude and latitude in degrees */
/** @typedef {{type: "Polygon" | "MultiPolygon" | "MultiLineString", id: string, arcs: any[], properties: any}} Shape `arcs`: of rings, of polygons, of lines */
/** @typedef {{transform: {scale: Point, translate: Point}, arcs: Point[][], objects: Record<string, {geometries: Shape[]}>}} Topology */

/** @param {Topology} topology @param {string} name of the collection */
export function featuresOf(topology, name) {
  const arcs = topology.arcs.map((arc) => absolute(arc, topology.transform));
  const ring = (/** @type {number[]} */ numbers) => joined(numbers, arcs);
  const polygon = (/** @type {number[][]} */ rings) => rings.map(ring);
  return topology.objects[name].geometries.map(({ type, id, arcs: parts, properties }) => ({
    type: "Feature", id, properties,
    geometry: { type, coordinates: type === "MultiPolygon" ? parts.map(polygon) : parts.map(ring) },
  }));
}

/** Steps from point to point, as places. @param {Point[]} steps @param {Topology["transform"]} transform @returns {Point[]} */
function absolute(steps, { scale, translate }) {
  let [x, y] = [0, 0];
  return steps.map(([dx, dy]) => {
    x += dx;
    y += dy;
    return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
  });
}

/** One line of several arcs, each beginning where the last one ends; `~number` runs backwards. @param {number[]} numbers @param {Point[][]} arcs */
function joined(numbers, arcs) {
  /** @type {Point[]} */
  const line = [];
  for (const number of numbers) {
    const arc = number < 0 ? arcs[~number].toReversed() : arcs[number];
    for (let place = line.length ? 1 : 0; place < arc.length; place += 1) line.push(arc[place]);
  }
  return line;
}
