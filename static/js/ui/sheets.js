/**
 * On narrow screens the panels open as sheets at the bottom, over the map that follows them at once: one
 * `<dialog>`, into which a panel moves while it is open. It is not modal, as the map must stay in reach.
 */

import { t } from "../text/texts.js";
import { closeButton } from "./card_frame.js";
import { byId, el, fill } from "./dom.js";
import { isTall, makePullable, setTall } from "./sheet_drag.js";

const PULLED_OPEN = 24; // px that a button of the toolbar is pulled up

export function createSheets() {
  const dialog = /** @type {HTMLDialogElement} */ (byId("sheet"));
  const card = byId("card");
  /** @type {{panel: HTMLElement, home: Comment, opener: HTMLElement} | null} */
  let open = null;

  const close = () => {
    if (!open) return;
    const { panel, home, opener } = open;
    const held = dialog.contains(document.activeElement);
    open = null;
    dialog.close();
    home.replaceWith(panel);
    if (held && opener.checkVisibility()) opener.focus();
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
  makePullable(dialog, ".sheet-head", { isSheet: () => true, onClose: close });
  makePullable(card, ".card-head", {
    isSheet: () => getComputedStyle(card).getPropertyValue("--is-sheet").trim() === "1",
    onClose: () => /** @type {HTMLElement | null} */ (card.querySelector(".card-head .icon-button"))?.click(),
  });
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-sheet]"))) {
    answerPressAndPull(button, { onPress: () => (open?.opener === button ? close() : show(button)), onPull: () => show(button) });
  }
  // A panel that finds room beside the map again must not stay behind in the sheet.
  new ResizeObserver(() => {
    if (open && !open.opener.checkVisibility()) close();
  }).observe(document.documentElement);
  return { close };
}

/** The bar by which a sheet is pulled; a press makes it tall or small, for those who do not pull. @param {HTMLElement} sheet */
const grip = (sheet) => el("button", {
  type: "button", class: "sheet-grip", "aria-label": t("Tall"), "aria-expanded": "false",
  on: { click: () => setTall(sheet, !isTall(sheet)) },
});

/** @param {HTMLElement} button @param {{onPress: () => void, onPull: () => void}} answers */
function answerPressAndPull(button, { onPress, onPull }) {
  let from = 0;
  let isPulled = false;
  button.addEventListener("pointerdown", (event) => {
    from = event.clientY;
    isPulled = false;
    button.setPointerCapture(event.pointerId);
  });
  button.addEventListener("pointerup", (event) => {
    isPulled = from - event.clientY > PULLED_OPEN;
    if (isPulled) onPull();
  });
  // A pull ends with a click, too.
  button.addEventListener("click", () => (isPulled ? (isPulled = false) : onPress()));
}
