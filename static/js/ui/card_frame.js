/** The card of one school or one region. It takes the focus when it opens and gives it back. */

import { closeButton } from "./close_button.js";
import { byId, el, fill } from "./dom.js";

/** @param {() => void} onClose */
export function createCard(onClose) {
  const card = byId("card");
  /** @type {Element | null} */
  let opener = null;

  const close = () => {
    hide();
    onClose();
  };
  const hide = () => {
    if (card.hidden) return;
    const hadFocus = card.contains(document.activeElement);
    card.hidden = true;
    if (hadFocus) returnFocus(opener);
  };
  card.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });

  return {
    /**
     * @param {{title: string, symbol?: Node | null, body: (Node | null)[]}} content
     * @param {boolean} focus whether the reader has just opened it
     */
    show({ title, symbol = null, body }, focus) {
      if (focus && !card.contains(document.activeElement)) opener = document.activeElement;
      const heading = el("h2", { id: "card-title", tabindex: -1 }, symbol, title);
      fill(card, el("div", { class: "card-head" }, heading, closeButton(close)), el("div", { class: "card-body" }, body));
      card.setAttribute("aria-labelledby", heading.id);
      card.hidden = false;
      card.scrollTop = 0;
      if (focus) heading.focus();
    },
    hide,
  };
}

/** Return the focus to the opener, to an element of the same school or region, or to the lists. @param {Element | null} opener */
function returnFocus(opener) {
  const places = [opener, ...successors(opener), byId("lists-title"), document.querySelector('[data-sheet="lists"]')];
  const target = places.find((place) => place?.isConnected && place !== document.body && place.checkVisibility());
  /** @type {HTMLElement | undefined} */ (target)?.focus();
}

/** Elements of the same school or region as one that may be gone: in the list, in the table, on the map. @param {Element | null} opener */
function successors(opener) {
  const { key, region } = /** @type {HTMLElement | null} */ (opener)?.dataset ?? {};
  if (key) return document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`);
  return region ? document.querySelectorAll(`[data-region="${CSS.escape(region)}"]`) : [];
}

/**
 * A list of terms and their values.
 *
 * @param {[string, import("./dom.js").Child | import("./dom.js").Child[]][]} pairs
 */
export const facts = (pairs) => el("dl", { class: "facts" },
  pairs.map(([term, value]) => el("div", {}, el("dt", {}, term), el("dd", {}, value))));
