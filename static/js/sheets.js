/** On narrow screens the panels open as sheets: one real `<dialog>`, into which a panel moves while it is open. */

import { byId, el, fill } from "./dom.js";
import { closeButton } from "./card.js";

export function createSheets() {
  const dialog = /** @type {HTMLDialogElement} */ (byId("sheet"));
  /** @type {{panel: HTMLElement, home: Comment} | null} */
  let open = null;

  const takeBack = () => {
    if (!open) return;
    open.home.replaceWith(open.panel);
    open = null;
  };
  const close = () => {
    if (dialog.open) dialog.close();
  };
  const show = (/** @type {string} */ id) => {
    const panel = byId(id);
    const home = document.createComment("a sheet's panel");
    panel.replaceWith(home);
    open = { panel, home };
    dialog.setAttribute("aria-labelledby", `${id}-title`);
    fill(dialog, el("div", { class: "sheet-head" }, closeButton(close)), panel);
    dialog.showModal();
  };

  dialog.addEventListener("close", takeBack);
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) close();
  });
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-sheet]"))) {
    button.addEventListener("click", () => show(button.dataset.sheet ?? ""));
    // A panel that finds room beside the map again must not stay behind in the sheet.
    new ResizeObserver(() => {
      if (open?.panel.id === button.dataset.sheet && !button.checkVisibility()) close();
    }).observe(document.documentElement);
  }
  return { close };
}
