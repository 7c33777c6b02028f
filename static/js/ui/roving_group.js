/** One Tab stop for a group of controls; the arrow keys, Home and End lead from one to the next. */

/** @type {Record<string, (index: number, count: number) => number>} */
const STEPS = {
  ArrowDown: (index, count) => (index + 1) % count,
  ArrowRight: (index, count) => (index + 1) % count,
  ArrowUp: (index, count) => (index + count - 1) % count,
  ArrowLeft: (index, count) => (index + count - 1) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/**
 * @param {HTMLElement} group holds the controls: buttons and check boxes
 * @returns {() => void} to be called when controls are added or removed
 */
export function createRovingGroup(group) {
  const controls = () => /** @type {HTMLElement[]} */ ([...group.querySelectorAll("button, input")]);
  /** @type {Element | null} */
  let current = null;

  const show = () => {
    const all = controls();
    if (!current || !group.contains(current)) current = all[0] ?? null;
    for (const control of all) control.tabIndex = control === current ? 0 : -1;
  };
  group.addEventListener("focusin", ({ target }) => {
    current = /** @type {Element} */ (target);
    show();
  });
  group.addEventListener("keydown", (event) => {
    const all = controls();
    const index = all.indexOf(/** @type {HTMLElement} */ (event.target));
    const step = STEPS[event.key];
    if (!step || index === -1 || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    all[step(index, all.length)].focus();
  });
  show();
  return show;
}
