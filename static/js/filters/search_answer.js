/** What is said of a name that no listed school has: that it is not on the list, what else may mean it, and where help is. */

import { t, tn } from "../text/texts.js";
import { closeButton } from "../ui/close_button.js";
import { el, fill } from "../ui/dom.js";
import { helpButton } from "../ui/help_button.js";
import { aboutUnlisted } from "./suggest.js";

/** @typedef {import("../types.js").RegisterSchool} RegisterSchool */

/**
 * @param {string} unplacedUrl address of the page of entries that are not on the map, empty where there is none
 * @param {Pick<import("./suggest.js").Context, "words" | "names">} context
 * @param {() => void} onClose
 */
export function createAnswer(unplacedUrl, context, onClose) {
  const box = el("section", { id: "search-answer", class: "search-answer panel", "aria-label": t("Answer to the search"), hidden: true });
  const status = el("div", { role: "status" });
  const hide = () => {
    box.hidden = true;
    fill(status);
  };
  const close = closeButton(() => {
    hide();
    onClose();
  });
  fill(box, status, close);
  box.addEventListener("keydown", ({ key }) => key === "Escape" && close.click());

  /** @param {string} name @param {import("../ui/dom.js").Child[]} more @param {string} query */
  const show = (name, more, query) => {
    box.hidden = false;
    fill(status, el("p", {}, el("b", {}, name), " ", more[0]),
      el("p", {}, t("Not on the list. That does not mean that nothing happened.")),
      more.slice(1),
      el("p", { class: "actions" }, unplacedLink(unplacedUrl, query), helpButton()));
  };
  return {
    box,
    hide,
    isOpen: () => !box.hidden,
    /** A name that neither the list nor the register has, or that is not looked up there. @param {string} text */
    showText: (text) => show(`“${text}”`, [""], text),
    /** @param {RegisterSchool} school */
    showSchool: (school) => show(school.name, [el("span", { class: "quiet" }, aboutUnlisted(school, context)), naming(school)], school.name),
  };
}

/** Entries that are not on the map and may mean the school. @param {RegisterSchool} school */
const naming = ({ naming: entries }) => entries.length ? el("div", {},
  el("p", {}, tn("%(n)s entry of the lists that is not on the map may mean it:", "%(n)s entries of the lists that are not on the map may mean it:", entries.length)),
  el("ul", {}, entries.map(([query, region, file, row]) => el("li", {}, el("b", {}, query), " ",
    el("span", { class: "quiet" }, [region, t("%(file)s, row %(row)s", { file, row })].filter(Boolean).join(" · ")))))) : null;

/** @param {string} url @param {string} query */
function unplacedLink(url, query) {
  if (!url) return null;
  const address = new URL(url, location.href);
  address.searchParams.set("q", query);
  return el("a", { class: "action", href: address.href }, t("Search the entries that are not on the map"));
}
