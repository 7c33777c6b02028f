/** Putting elements in order without making them anew, so that what has the focus keeps it. */

/**
 * Make `nodes` the children of an element; only what is out of its order is moved.
 *
 * @param {Element} parent
 * @param {Element[]} nodes
 */
export function arrange(parent, nodes) {
  const wanted = new Set(nodes);
  const held = /** @type {HTMLElement | null} */ (document.activeElement);
  for (const child of [...parent.children]) if (!wanted.has(child)) child.remove();
  let next = parent.firstElementChild;
  for (const node of nodes) {
    if (node === next) next = next.nextElementSibling;
    else parent.insertBefore(node, next);
  }
  // An element that is moved loses the focus.
  if (held !== document.activeElement && parent.contains(held)) held?.focus({ preventScroll: true });
}

/**
 * Elements by key, made once and kept as long as they are in use.
 *
 * @template T
 * @template {Element} E
 * @param {(thing: T) => string} keyOf
 * @param {(thing: T) => E} make
 */
export function createKeeper(keyOf, make) {
  /** @type {Map<string, E>} */
  let kept = new Map();
  /** @param {T[]} things @returns {E[]} */
  return (things) => {
    const before = kept;
    kept = new Map(things.map((thing) => [keyOf(thing), before.get(keyOf(thing)) ?? make(thing)]));
    return [...kept.values()];
  };
}
