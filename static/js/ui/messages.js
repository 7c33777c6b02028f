/** Polite messages: unknown parts of the address, and data that could not be loaded. */

import { t, tn } from "../text/texts.js";
import { closeButton } from "./close_button.js";
import { byId, el } from "./dom.js";

const MAX_PART_LENGTH = 80; // characters of an unknown part of the address

/** The bar of messages takes its height from the map, which follows the window's size. */
const tellSize = () => window.dispatchEvent(new Event("resize"));

/** @param {string} text */
export function showMessage(text) {
  const message = el("div", { class: "message" }, el("p", {}, text), closeButton(() => {
    message.remove();
    tellSize();
  }));
  byId("messages").append(message);
  tellSize();
}

/** @param {string[]} parts of the address that the map does not know @param {number} longestSearch characters */
export function showIgnored(parts, longestSearch) {
  const searches = parts.filter((part) => part.startsWith("q="));
  const others = parts.filter((part) => !searches.includes(part)).map(shortened);
  if (others.length) showMessage(t("Left out, because this map does not know it: %(parts)s", { parts: others.join(", ") }));
  if (searches.length) showMessage(tn("A search has at most %(n)s character. The longer one in the address was left out.",
    "A search has at most %(n)s characters. The longer one in the address was left out.", longestSearch));
}

/** @param {string} text */
const shortened = (text) => ([...text].length > MAX_PART_LENGTH ? `${[...text].slice(0, MAX_PART_LENGTH).join("")}…` : text);

/** @param {() => void} onRetry */
export function showFailure(onRetry) {
  const again = el("button", { type: "button", class: "button", on: { click: () => { message.remove(); tellSize(); onRetry(); } } }, t("Try again"));
  const message = el("div", { class: "message is-failure" },
    el("p", {}, t("The data could not be loaded. Please check the connection.")), again);
  byId("messages").replaceChildren(message);
  document.getElementById("not-started")?.remove();
  tellSize();
}
