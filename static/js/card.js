/** The place where one school or one region is told of. It takes the focus when it opens and gives it back. */

import { byId, el, fill } from "./dom.js";
import { t } from "./texts.js";

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
    const held = card.contains(document.activeElement);
    card.hidden = true;
    if (held) returnFocus(opener);
  };
  card.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });

  return {
    /**
     * @param {{title: string, symbol?: Node | null, body: (Node | null)[]}} content
     * @param {boolean} focus whether a person has just asked for it
     */
    show({ title, symbol = null, body }, focus) {
      if (focus && !card.contains(document.activeElement)) opener = document.activeElement;
      const heading = el("h2", { id: "card-title", tabindex: -1 }, symbol, title);
      fill(card, el("div", { class: "card-head" }, heading, closeButton(close)), el("div", { class: "card-body" }, body));
      card.hidden = false;
      card.scrollTop = 0;
      if (focus) heading.focus();
    },
    hide,
  };
}

/** Back to what opened the card, or to the list that stands beside it. @param {Element | null} opener */
function returnFocus(opener) {
  const target = opener?.isConnected && opener !== document.body ? opener : byId("lists-title");
  /** @type {HTMLElement} */ (target).focus();
}

/** @param {() => void} onClick */
export const closeButton = (onClick) => el("button",
  { type: "button", class: "icon-button", "aria-label": t("Close"), on: { click: onClick } },
  el("span", { "aria-hidden": "true" }, "✕"));

/**
 * A list of terms and what they mean here.
 *
 * @param {[string, import("./dom.js").Child | import("./dom.js").Child[]][]} pairs
 */
export const facts = (pairs) => el("dl", { class: "facts" },
  pairs.map(([term, value]) => el("div", {}, el("dt", {}, term), el("dd", {}, value))));
