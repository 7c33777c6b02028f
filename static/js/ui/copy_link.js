/** A button that copies an address and confirms it, or shows the address for copying by hand where the browser refuses. */

import { t } from "../text/texts.js";
import { el, fill } from "./dom.js";

/** @param {() => string} addressNow */
export function copyLink(addressNow) {
  const status = el("p", { class: "copy-told", role: "status" });
  const copy = async () => {
    const address = addressNow();
    try {
      await navigator.clipboard.writeText(address);
      fill(status, t("The link was copied."));
    } catch {
      showForCopying(status, address);
    }
  };
  return { button: el("button", { type: "button", class: "action", on: { click: copy } }, t("Copy the link to this view")), status };
}

/** @param {HTMLElement} place @param {string} address */
function showForCopying(place, address) {
  const field = /** @type {HTMLInputElement} */ (
    el("input", { type: "text", readonly: true, class: "copy-field", "aria-label": t("Link to this view"), value: address }));
  fill(place, t("The browser does not let the page copy. Copy the link from here:"), field);
  field.focus();
  field.select();
}
