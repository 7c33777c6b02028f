/**
 * Elements that stand at places of the map. Leaflet's own markers would each be a layer for the browser to
 * put together in every frame; these are one, and an element whose key stays is never made again.
 */

/** @typedef {{key: string, x: number, y: number, dx?: number, dy?: number, make: () => Element}} Item px at zoom 0, and px beside that on the screen */

/**
 * @template {Item} T
 * @param {any} map Leaflet map
 * @param {string} name of the pane
 * @param {number} level its place in the stack; areas are at 400, Leaflet's buttons at 800
 */
export function createOverlay(map, name, level) {
  const L = /** @type {any} */ (window).L;
  const pane = /** @type {HTMLElement} */ (map.createPane(name));
  pane.style.zIndex = String(level);
  /** @type {Map<string, {item: T, element: any}>} */
  let shown = new Map();

  /** @param {number} zoom @param {{x: number, y: number}} origin px of the pane's corner at that zoom */
  const place = (zoom, origin) => {
    for (const { item, element } of shown.values()) stand(element, item, zoom, origin);
  };
  const settle = () => place(map.getZoom(), map.getPixelOrigin());
  map.on("zoom viewreset", settle);
  map.on("zoomanim", (/** @type {any} */ { center, zoom }) => {
    const moved = L.DomUtil.getPosition(map.getPane("mapPane"));
    place(zoom, map.project(center, zoom).subtract(map.getSize().divideBy(2)).add(moved).round());
  });

  return {
    pane,
    /** @param {T[]} items */
    show(items) {
      const before = shown;
      shown = new Map();
      const zoom = map.getZoom();
      const origin = map.getPixelOrigin();
      const made = document.createDocumentFragment();
      for (const item of items) {
        const element = before.get(item.key)?.element ?? made.appendChild(item.make());
        before.delete(item.key);
        element.classList.add("leaflet-zoom-animated");
        stand(element, item, zoom, origin);
        shown.set(item.key, { item, element });
      }
      for (const { element } of before.values()) element.remove();
      pane.append(made);
    },
    items: () => [...shown.values()].map(({ item }) => item),
    /** @param {string} key */
    element: (key) => shown.get(key)?.element,
    /** The item that an element, or a part of it, stands for. @param {EventTarget | null} target */
    itemOf(target) {
      return [...shown.values()].find(({ element }) => element.contains(target))?.item;
    },
    /** @param {T} item */
    latLng: ({ x, y, dx = 0, dy = 0 }) => {
      const scale = 2 ** map.getZoom();
      return map.unproject(L.point(x + dx / scale, y + dy / scale), 0);
    },
  };
}

/** The box of the view with some of its surroundings. @param {any} map @param {number} share of the view's size to each side */
export function worldView(map, share) {
  const { min, max } = map.getPixelBounds();
  const scale = 2 ** map.getZoom();
  const [across, down] = [(max.x - min.x) * share, (max.y - min.y) * share];
  return { left: (min.x - across) / scale, top: (min.y - down) / scale, right: (max.x + across) / scale, bottom: (max.y + down) / scale };
}

/** @param {any} element @param {Item} item @param {number} zoom @param {{x: number, y: number}} origin */
function stand(element, { x, y, dx = 0, dy = 0 }, zoom, origin) {
  const scale = 2 ** zoom;
  const place = `translate(${Math.round(x * scale - origin.x + dx)}px, ${Math.round(y * scale - origin.y + dy)}px)`;
  if (element.style.transform !== place) element.style.transform = place;
}
