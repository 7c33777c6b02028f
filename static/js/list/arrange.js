/** Putting elements in order without rebuilding them, so that the focused element keeps the focus. */

/**
 * Make `nodes` the children of an element; only elements out of order are moved.
 *
 * @param {Element} parent
 * @param {Element[]} nodes
 */
export function arrange(parent, nodes) {
  const wanted = new Set(nodes);
  const focused = /** @type {HTMLElement | null} */ (document.activeElement);
  for (const child of [...parent.children]) if (!wanted.has(child)) child.remove();
  let next = parent.firstElementChild;
  for (const node of nodes) {
    if (node === next) next = next.nextElementSibling;
    else parent.insertBefore(node, next);
  }
  // Moving an element takes its focus away.
  if (focused !== document.activeElement && parent.contains(focused)) focused?.focus({ preventScroll: true });
}

/**
 * Elements by key, made once and reused while they are in use.
 *
 * @template T
 * @template {Element} E
 * @param {(thing: T) => string} keyOf
 * @param {(thing: T) => E} make
 */
export function createElementCache(keyOf, make) {
  /** @type {Map<string, E>} */
  let kept = new Map();
  /** @param {T[]} things @returns {E[]} */
  return (things) => {
    const before = kept;
    kept = new Map(things.map((thing) => [keyOf(thing), before.get(keyOf(thing)) ?? make(thing)]));
    return [...kept.values()];
  };
}
