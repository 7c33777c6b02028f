/** Polite messages: what in the address was not understood, what could not be loaded. */

import { closeButton } from "./card.js";
import { byId, el } from "./dom.js";
import { t } from "./texts.js";

/** @param {string} text */
export function tell(text) {
  const message = el("div", { class: "message" }, el("p", {}, text), closeButton(() => message.remove()));
  byId("messages").append(message);
}

/** @param {string[]} parts of the address that the map does not know */
export function tellIgnored(parts) {
  if (parts.length) tell(t("Left out, because this map does not know it: %(parts)s", { parts: parts.join(", ") }));
}

/** @param {() => void} onRetry */
export function tellFailure(onRetry) {
  const again = el("button", { type: "button", class: "button", on: { click: () => { message.remove(); onRetry(); } } }, t("Try again"));
  const message = el("div", { class: "message is-failure" },
    el("p", {}, t("The data could not be loaded. Please check the connection.")), again);
  byId("messages").replaceChildren(message);
}
