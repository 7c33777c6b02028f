/** The search field: it filters as one types; what helps a reader to a name comes later (`search_help.js`). */

import { t } from "../text/texts.js";
import { el } from "../ui/dom.js";

/** @typedef {import("../types.js").Later["createSearchHelp"]} CreateHelp */

/** @param {import("./suggest.js").Context & {unplacedUrl: string}} context */
export function createSearch(context) {
  const { store, words } = context;
  const input = /** @type {HTMLInputElement} */ (el("input", {
    type: "text", inputmode: "search", id: "filter-q", name: "q", autocomplete: "off", spellcheck: "false", enterkeyhint: "search", maxlength: words.longestSearch,
    role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list",
  }));
  const clear = el("button", { type: "button", id: "filter-q-clear", class: "icon-button clear", "aria-label": t("Clear the search"), hidden: true,
    on: { click: () => { forget(); store.choose({ q: "" }); input.focus(); } } }, el("span", { "aria-hidden": "true" }, "✕"));
  const box = el("div", { class: "search-box" }, input, clear);
  const field = el("div", { class: "field search" }, el("label", { for: "filter-q" }, t("School or region")), box);
  /** @type {ReturnType<CreateHelp> | null} */
  let help = null;
  /** A typed text that no school has, and that therefore filters nothing. */
  let unmatched = "";

  /** Nothing is typed any more. */
  const forget = () => {
    input.value = unmatched = "";
    clear.hidden = true;
    help?.forget();
  };
  const typed = () => input.value.trim();
  input.addEventListener("input", () => {
    clear.hidden = !input.value;
    unmatched = "";
    store.follow({ q: typed() });
    help?.respond();
  });

  return {
    field,
    input,
    forget,
    /** @param {CreateHelp} createHelp */
    addHelp(createHelp) {
      help = createHelp(context, { field, box, input, forget });
      input.setAttribute("aria-controls", "filter-q-list"); // which comes with the help
      if (unmatched || (typed() && document.activeElement === input)) help.respond();
    },
    /** @param {import("../state/view.js").View} view */
    show(view) {
      const isNews = Boolean(view.unmatched) && view.unmatched !== unmatched;
      if (view.unmatched) unmatched = view.unmatched;
      const text = view.state.q || unmatched;
      // A field that a person is typing in is left alone.
      if (typed() !== text) input.value = text;
      clear.hidden = !input.value;
      help?.follow(view);
      if (!view.unmatched) return;
      // What filters nothing is kept in the field, not in the address: a shared link says what the map shows.
      queueMicrotask(() => store.follow({ q: "" }));
      // When names arrive late, the same text is looked up again: the suggestion that a reader has reached stays.
      if (isNews) help?.respond();
    },
  };
}
