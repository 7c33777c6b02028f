/** The button that opens the page's help lines; a file without them has no such button. */

import { t } from "../text/texts.js";
import { el } from "./dom.js";

export const helpButton = () => document.getElementById("help-lines")
  && el("button", { type: "button", class: "action", popovertarget: "help-lines" }, t("Help for victims"));
