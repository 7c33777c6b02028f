/** One Tab stop for all markers on the map; the arrow keys move from marker to marker. */

const ASIDE = 2; // weight of the distance to the side of the direction

/** @type {Record<string, [number, number]>} */
const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

/**
 * @param {HTMLElement} pane holds the markers, which are its buttons
 * @returns {() => void} to be called when markers are added or removed
 */
export function createRovingTabindex(pane) {
  const markers = () => /** @type {HTMLElement[]} */ ([...pane.querySelectorAll("button")]);
  /** @type {HTMLElement | null} */
  let current = null;

  /** @param {HTMLElement | null} marker */
  const mark = (marker) => {
    if (current) current.tabIndex = -1;
    current = marker;
    if (current) current.tabIndex = 0;
  };
  pane.addEventListener("focusin", ({ target }) => {
    if (target instanceof HTMLElement && target.matches("button")) mark(target);
  });
  pane.addEventListener("keydown", (event) => {
    const way = WAYS[event.key];
    if (!way || !(event.target instanceof HTMLElement)) return;
    event.preventDefault();
    nearest(event.target, markers(), way)?.focus({ preventScroll: true });
  });
  return () => {
    for (const marker of markers()) if (marker !== current) marker.tabIndex = -1;
    if (!current?.isConnected) mark(markers()[0] ?? null);
  };
}

/** @param {HTMLElement} from @param {HTMLElement[]} markers @param {[number, number]} way */
function nearest(from, markers, [across, down]) {
  const start = middle(from);
  let best = null;
  let least = Infinity;
  for (const marker of markers) {
    const { x, y } = middle(marker);
    const [dx, dy] = [x - start.x, y - start.y];
    const along = dx * across + dy * down;
    const far = along + ASIDE * Math.abs(dx * down + dy * across);
    if (marker !== from && along > 0 && far < least) [best, least] = [marker, far];
  }
  return best;
}

/** @param {HTMLElement} marker */
function middle(marker) {
  const { left, top, width, height } = marker.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}
