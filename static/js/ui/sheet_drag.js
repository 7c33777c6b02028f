/** Dragging a sheet by its head: up makes it tall, down makes it small and then closes it. */

const TAP = 6; // px; less is no drag
const FLICK = 0.5; // px per ms; a faster drag decides by its direction alone

/**
 * @param {HTMLElement} sheet its height follows the drag; `data-tall` says that it is at its tallest
 * @param {string} head selector of the part to drag
 * @param {{isSheet: () => boolean, onClose: () => void}} options `isSheet`: whether it lies at the bottom just now
 */
export function makeDraggable(sheet, head, { isSheet, onClose }) {
  /** @type {{y: number, height: number, at: number} | null} */
  let drag = null;

  sheet.addEventListener("pointerdown", (event) => {
    const on = /** @type {Element} */ (event.target);
    if (!isSheet() || !event.isPrimary || !on.closest(head) || on.closest("a, input, select, button:not(.sheet-grip)")) return;
    drag = { y: event.clientY, height: sheet.offsetHeight, at: event.timeStamp };
    sheet.setPointerCapture(event.pointerId);
  });
  sheet.addEventListener("pointermove", (event) => {
    if (!drag) return;
    const moved = drag.y - event.clientY;
    if (Math.abs(moved) < TAP) return;
    sheet.classList.add("is-pulled");
    sheet.style.height = `${Math.max(0, drag.height + moved)}px`;
  });
  const release = (/** @type {PointerEvent} */ event) => {
    if (!drag) return;
    const { y, height, at } = drag;
    const moved = event.type === "pointerup" ? y - event.clientY : 0;
    drag = null;
    sheet.classList.remove("is-pulled");
    sheet.style.height = "";
    if (Math.abs(moved) < TAP) return;
    const speed = moved / (event.timeStamp - at || 1);
    const isFar = Math.abs(moved) > height / 4;
    if (!isFar && Math.abs(speed) < FLICK) return;
    if (moved > 0) setTall(sheet, true);
    else if (isTall(sheet) && moved > -height / 2) setTall(sheet, false);
    else onClose();
  };
  sheet.addEventListener("pointerup", release);
  sheet.addEventListener("pointercancel", release);
}

/** @param {HTMLElement} sheet */
export const isTall = (sheet) => sheet.dataset.tall === "true";

/** @param {HTMLElement} sheet @param {boolean} tall */
export function setTall(sheet, tall) {
  sheet.dataset.tall = String(tall);
  sheet.querySelector(".sheet-grip")?.setAttribute("aria-expanded", String(tall));
}
