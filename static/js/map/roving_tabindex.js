/** One step of the Tab key for all signs on the map; the arrow keys lead from sign to sign. */

const ASIDE = 2; // how much farther a sign counts that lies to the side of the way

/** @type {Record<string, [number, number]>} */
const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

/**
 * @param {HTMLElement} pane holds the signs, which are its buttons
 * @returns {() => void} to be called when signs have come or gone
 */
export function createRoving(pane) {
  const signs = () => /** @type {HTMLElement[]} */ ([...pane.querySelectorAll("button")]);
  /** @type {HTMLElement | null} */
  let current = null;

  /** @param {HTMLElement | null} sign */
  const mark = (sign) => {
    if (current) current.tabIndex = -1;
    current = sign;
    if (current) current.tabIndex = 0;
  };
  pane.addEventListener("focusin", ({ target }) => {
    if (target instanceof HTMLElement && target.matches("button")) mark(target);
  });
  pane.addEventListener("keydown", (event) => {
    const way = WAYS[event.key];
    if (!way || !(event.target instanceof HTMLElement)) return;
    event.preventDefault();
    nearest(event.target, signs(), way)?.focus({ preventScroll: true });
  });
  return () => {
    for (const sign of signs()) if (sign !== current) sign.tabIndex = -1;
    if (!current?.isConnected) mark(signs()[0] ?? null);
  };
}

/** @param {HTMLElement} from @param {HTMLElement[]} signs @param {[number, number]} way */
function nearest(from, signs, [across, down]) {
  const start = middle(from);
  let best = null;
  let least = Infinity;
  for (const sign of signs) {
    const { x, y } = middle(sign);
    const [dx, dy] = [x - start.x, y - start.y];
    const along = dx * across + dy * down;
    const far = along + ASIDE * Math.abs(dx * down + dy * across);
    if (sign !== from && along > 0 && far < least) [best, least] = [sign, far];
  }
  return best;
}

/** @param {HTMLElement} sign */
function middle(sign) {
  const { left, top, width, height } = sign.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}
