/** The search field: it filters as one types, suggests schools and regions, and answers where nothing fits. */

import { t } from "../text/texts.js";
import { el } from "../ui/dom.js";
import { createListbox, steer } from "./listbox.js";
import { createAnswer } from "./search_answer.js";
import { findMeant, isNothing, suggestionsFor } from "./suggest.js";

/** @typedef {import("../types.js").School} School */
/** @typedef {import("../types.js").RegisterSchool} RegisterSchool */

const ANSWER_AFTER = 400; // ms without a change: a syllable on its way to another is no name yet

/** @param {import("./suggest.js").Context & {unplacedUrl: string}} context */
export function createSearch(context) {
  const { store, words } = context;
  const box = createListbox((suggestion) => {
    forget();
    suggestion.take();
  });
  const input = /** @type {HTMLInputElement} */ (el("input", {
    type: "text", inputmode: "search", id: "filter-q", name: "q", autocomplete: "off", spellcheck: "false", enterkeyhint: "search", maxlength: words.longestSearch,
    role: "combobox", "aria-expanded": "false", "aria-controls": "filter-q-list", "aria-autocomplete": "list",
  }));
  const clear = el("button", { type: "button", id: "filter-q-clear", class: "icon-button clear", "aria-label": t("Clear the search"), hidden: true,
    on: { click: () => { forget(); store.choose({ q: "" }); input.focus(); } } }, el("span", { "aria-hidden": "true" }, "✕"));
  const answer = createAnswer(context.unplacedUrl, context, () => input.focus());
  /** @type {School[]} */
  let kept = [];
  /** @type {RegisterSchool[]} schools of the register that are not listed, once they have arrived */
  let unlisted = [];
  let hasArrived = false;
  /** A typed text that no school has, and that therefore filters nothing. */
  let unmatched = "";
  let waiting = 0;

  /** Nothing is typed any more. */
  const forget = () => {
    input.value = unmatched = "";
    clear.hidden = true;
    box.close();
    answer.hide();
  };
  const typed = () => input.value.trim();
  /** @param {RegisterSchool} school */
  const takeUnlisted = (school) => {
    store.follow({ q: "" });
    answer.showSchool(school);
  };
  /** @param {boolean} [isSameText] whether only more is known of what is typed already */
  const respond = (isSameText) => {
    const text = typed();
    const meant = text ? findMeant(text, kept, unlisted, context) : null;
    if (meant && isNothing(meant)) {
      box.close();
      clearTimeout(waiting);
      waiting = window.setTimeout(() => { if (hasArrived && typed() === text) answer.showText(text); }, ANSWER_AFTER);
      return;
    }
    if (text) answer.hide();
    if (document.activeElement !== input) return; // the reader has moved on, so no list opens
    box.show(input, meant ? suggestionsFor(meant, context, takeUnlisted) : [], isSameText);
  };
  const load = () => hasArrived ? Promise.resolve() : loadAll(context).then((found) => {
    if (!found) return;
    unlisted = found;
    hasArrived = true;
    store.follow({ q: typed() }); // English names may only be known now
    respond(true);
  });
  input.addEventListener("input", () => {
    clear.hidden = !input.value;
    unmatched = "";
    if (!typed()) answer.hide();
    store.follow({ q: typed() });
    respond();
    load();
  });
  input.addEventListener("keydown", (event) => steer(event, box, () => respond()));
  input.addEventListener("blur", box.close);

  return {
    field: el("div", { class: "field search" }, el("label", { for: "filter-q" }, t("School or region")),
      el("div", { class: "search-box" }, input, clear, box.list), answer.box),
    input,
    forget,
    /** @param {import("../state/view.js").View} view */
    show(view) {
      kept = view.kept;
      if (view.unmatched) unmatched = view.unmatched;
      const text = view.state.q || unmatched;
      // A field that a person is typing in is left alone.
      if (typed() !== text) input.value = text;
      clear.hidden = !input.value;
      if (!view.unmatched) return;
      // What filters nothing is kept in the field, not in the address: a shared link says what the map shows.
      queueMicrotask(() => store.follow({ q: "" }));
      load().then(() => respond(true));
    },
  };
}

/**
 * Everything that a name is looked up in: cities, offices, English names, and the register.
 *
 * @param {import("./suggest.js").Context} context
 * @returns {Promise<RegisterSchool[] | null>} schools of the register that are not listed, none without a register;
 *   null where what is listed did not arrive, so that nothing is said of a name
 */
async function loadAll({ data, schools }) {
  try {
    const names = data.registerNames().catch(() => []);
    await Promise.all([data.details(), data.layer("sigungu"), data.layer("office")]);
    const listed = new Set(schools.map(identity));
    return (await names).filter((school) => !listed.has(identity(school)));
  } catch {
    return null;
  }
}

/** @param {{name: string, level: string, sigungu: string}} school */
const identity = ({ name, level, sigungu }) => `${name}\n${level}\n${sigungu}`;
