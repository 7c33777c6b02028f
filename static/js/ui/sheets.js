/**
 * On narrow screens the panels open as sheets at the bottom, over the map that follows them at once: one
 * `<dialog>`, into which a panel moves while it is open. It is not modal, as the map must stay in reach.
 */

import { t } from "../text/texts.js";
import { closeButton } from "./close_button.js";
import { byId, el, fill } from "./dom.js";
import { isTall, makeDraggable, setTall } from "./sheet_drag.js";

const DRAG_TO_OPEN = 24; // px that a toolbar button must be dragged up

export function createSheets() {
  const dialog = /** @type {HTMLDialogElement} */ (byId("sheet"));
  const card = byId("card");
  /** @type {{panel: HTMLElement, home: Comment, opener: HTMLElement} | null} */
  let open = null;

  const close = () => {
    if (!open) return;
    const { panel, home, opener } = open;
    const hadFocus = dialog.contains(document.activeElement);
    open = null;
    dialog.close();
    home.replaceWith(panel);
    if (hadFocus && opener.checkVisibility()) opener.focus();
  };
  /** @param {HTMLElement} opener */
  const show = (opener) => {
    close();
    const panel = byId(opener.dataset.sheet ?? "");
    const home = document.createComment("a sheet's panel");
    panel.replaceWith(home);
    open = { panel, home, opener };
    dialog.setAttribute("aria-labelledby", `${panel.id}-title`);
    fill(dialog, el("div", { class: "sheet-head" }, grip(dialog), closeButton(close)), panel);
    setTall(dialog, false);
    dialog.show();
    byId(`${panel.id}-title`).focus();
  };

  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  makeDraggable(dialog, ".sheet-head", { isSheet: () => true, onClose: close });
  makeDraggable(card, ".card-head", {
    isSheet: () => getComputedStyle(card).getPropertyValue("--is-sheet").trim() === "1",
    onClose: () => /** @type {HTMLElement | null} */ (card.querySelector(".card-head .icon-button"))?.click(),
  });
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-sheet]"))) {
    answerPressAndDrag(button, { onPress: () => (open?.opener === button ? close() : show(button)), onDrag: () => show(button) });
  }
  // A panel that has room beside the map again must leave the sheet.
  new ResizeObserver(() => {
    if (open && !open.opener.checkVisibility()) close();
  }).observe(document.documentElement);
  return { close };
}

/** The bar for dragging a sheet; pressing it makes the sheet tall or small. @param {HTMLElement} sheet */
const grip = (sheet) => el("button", {
  type: "button", class: "sheet-grip", "aria-label": t("Tall"), "aria-expanded": "false",
  on: { click: () => setTall(sheet, !isTall(sheet)) },
});

/** @param {HTMLElement} button @param {{onPress: () => void, onDrag: () => void}} answers */
function answerPressAndDrag(button, { onPress, onDrag }) {
  let from = 0;
  let isDragged = false;
  button.addEventListener("pointerdown", (event) => {
    from = event.clientY;
    isDragged = false;
    button.setPointerCapture(event.pointerId);
  });
  button.addEventListener("pointerup", (event) => {
    isDragged = from - event.clientY > DRAG_TO_OPEN;
    if (isDragged) onDrag();
  });
  // A drag ends with a click, too.
  button.addEventListener("click", () => (isDragged ? (isDragged = false) : onPress()));
}
