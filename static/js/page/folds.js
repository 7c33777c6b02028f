/** Panels that fold away beside the map, each by a button of its own; the address remembers which. */

import { foldedPanels, toggledFold } from "../state/folds.js";

/**
 * @param {import("../state/store.js").Store} store
 * @returns {(state: import("../types.js").State) => void} shows the panels of a state
 */
export function createFolds(store) {
  const frame = /** @type {HTMLElement} */ (document.querySelector(".composition"));
  const buttons = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-folds]"));

  /** @param {import("../types.js").State} state */
  const show = ({ fold }) => {
    if (fold) frame.dataset.fold = foldedPanels(fold, []).join(" ");
    else delete frame.dataset.fold; // the style sheet knows the screen
    const folded = foldedPanels(fold, usualFolds(frame));
    for (const button of buttons) button.setAttribute("aria-expanded", String(!folded.includes(button.dataset.folds ?? "")));
  };
  for (const button of buttons) {
    button.addEventListener("click", () => {
      store.follow({ fold: toggledFold(store.get().fold, usualFolds(frame), button.dataset.folds ?? "") });
    });
  }
  leadIntoFolded((panel) => {
    if (foldedPanels(store.get().fold, usualFolds(frame)).includes(panel)) {
      store.follow({ fold: toggledFold(store.get().fold, usualFolds(frame), panel) });
    }
  });
  window.addEventListener("resize", () => show(store.get()));
  show(store.get());
  return show;
}

/** A skip link brings back the panel that it leads to, or opens it as a sheet. @param {(panel: string) => void} unfold */
function leadIntoFolded(unfold) {
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("[data-leads-into]"))) {
    const panel = link.dataset.leadsInto ?? "";
    link.addEventListener("click", () => {
      unfold(panel);
      const target = document.getElementById(link.hash.slice(1));
      if (!target?.checkVisibility()) /** @type {HTMLElement | null} */ (document.querySelector(`[data-sheet="${panel}"]`))?.click();
    });
  }
}

/** The panels that the screen folds where nothing else is said, as the style sheet names them. @param {HTMLElement} frame */
const usualFolds = (frame) => getComputedStyle(frame).getPropertyValue("--usually-folded").replaceAll('"', "").trim().split(" ");
