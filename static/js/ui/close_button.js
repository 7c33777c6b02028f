/** The button that closes a card, a sheet, a dialog or a message. */

import { t } from "../text/texts.js";
import { el } from "./dom.js";

/** @param {() => void} onClick */
export const closeButton = (onClick) => el("button",
  { type: "button", class: "icon-button", "aria-label": t("Close"), on: { click: onClick } },
  el("span", { "aria-hidden": "true" }, "✕"));
