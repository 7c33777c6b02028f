/** The actions of every card: help lines, link to this view, report of an error. */

import { writeState } from "../state/state.js";
import { currentLanguage, t } from "../text/texts.js";
import { copyLink } from "../ui/copy_link.js";
import { el } from "../ui/dom.js";
import { helpButton } from "../ui/help_button.js";
import { reportAddress } from "./report_link.js";

/** @typedef {{config: import("../types.js").Config, store: import("../state/store.js").Store}} Surroundings */

/**
 * @param {Surroundings} surroundings
 * @param {{place: string, name: string}} subject what the card is about
 * @param {HTMLElement} main the card's own button
 */
export function cardActions({ config, store }, subject, main) {
  const address = () => viewAddress(config, store.get());
  const { button, status } = copyLink(address);
  return el("div", { class: "card-actions" },
    main,
    el("div", { class: "actions" }, button, reportLink(config, subject, address), helpButton()),
    status);
}

/** The full map with the current view, also from an embed. @param {import("../types.js").Config} config @param {import("../types.js").State} state */
function viewAddress(config, state) {
  const address = new URL(config.urls.page, location.href);
  // The embed options of a host are no part of the view.
  const lang = config.copy ? "" : state.lang || currentLanguage();
  address.search = writeState(/** @type {any} */ ({ ...state, lang, options: {} }));
  return address.href;
}

/** @param {import("../types.js").Config} config @param {{place: string, name: string}} subject @param {() => string} address */
function reportLink({ report }, subject, address) {
  if (!report.url) return null;
  const link = /** @type {HTMLAnchorElement} */ (
    el("a", { class: "action", target: "_blank", rel: "noopener noreferrer" }, t("Report an error")));
  const write = () => {
    const about = { ...subject, version: report.version, view: address() };
    link.href = reportAddress(report.url, about, {
      subject: t("Error on the map of affected schools: %(name)s", { name: subject.name }),
      body: t("Place: %(name)s (%(place)s)\nVersion of the data: %(version)s\nView: %(view)s\n\nWhat is wrong:\n", about),
    });
  };
  write();
  // The view may have changed since the card was opened.
  for (const event of ["pointerdown", "focus", "click"]) link.addEventListener(event, write);
  return link;
}
