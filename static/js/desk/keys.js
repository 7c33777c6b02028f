/* Single keys of a page: when they are read, which one was struck, and the switch that turns them off. */

const FIELDS = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]";

/**
 * Whether a key may be read as a command: not in a field, not with a modifier, not while a syllable is composed.
 * @param {KeyboardEvent} event
 */
export function readsKeys(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.repeat) return false;
  return !(event.target instanceof Element && event.target.closest(FIELDS));
}

/**
 * The key that was struck. Of a Korean keyboard layout, letters are read by their place, as it sends syllables.
 * @param {KeyboardEvent} event
 */
export function keyOf(event) {
  if (/^[\x21-\x7e]$/.test(event.key)) return event.key.toLowerCase();
  if (event.code === "Slash") return event.shiftKey ? "?" : "/";
  const letter = /^Key([A-Z])$/.exec(event.code);
  return letter ? letter[1].toLowerCase() : "";
}

/**
 * A switch of the page that this browser remembers; the result tells whether it is on.
 * @param {Document} page
 * @param {string} id
 * @param {string} name
 * @returns {() => boolean}
 */
export function storedSwitch(page, id, name) {
  const box = /** @type {HTMLInputElement | null} */ (page.getElementById(id));
  if (!box) return () => true;
  box.closest("[hidden]")?.removeAttribute("hidden");
  try {
    box.checked = localStorage.getItem(name) !== "off";
  } catch {
    // Without a store the switch holds for this page.
  }
  box.addEventListener("change", () => {
    try {
      localStorage.setItem(name, box.checked ? "on" : "off");
    } catch {
      // As above.
    }
  });
  return () => box.checked;
}
