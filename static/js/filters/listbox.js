/** The list of suggestions under the search field, by the keyboard pattern for a combobox (ARIA 1.2). */

import { t } from "../text/texts.js";
import { el, fill } from "../ui/dom.js";

/** @typedef {{name: string, about: string, symbol: Node | null, take: () => void}} Suggestion */

/**
 * @param {KeyboardEvent} event
 * @param {ReturnType<typeof createListbox>} box
 * @param {() => void} suggest
 */
export function steer(event, box, suggest) {
  if (event.isComposing) return; // Enter and the arrows belong to the syllable that is being made
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    if (!box.isOpen()) suggest();
    box.move(step);
  } else if (event.key === "Enter") box.take();
  else if (event.key === "Escape" && box.isOpen()) box.close();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** @param {(suggestion: Suggestion) => void} onTake */
export function createListbox(onTake) {
  const list = el("ul", { id: "filter-q-list", class: "suggestions", role: "listbox", "aria-label": t("Suggestions"), hidden: true });
  /** @type {Suggestion[]} */
  let offered = [];
  /** @type {HTMLElement | null} */
  let field = null;
  let active = -1;

  const mark = (/** @type {number} */ index) => {
    active = index;
    for (const [i, option] of [...list.children].entries()) option.setAttribute("aria-selected", String(i === index));
    if (index === -1) field?.removeAttribute("aria-activedescendant");
    else field?.setAttribute("aria-activedescendant", list.children[index].id);
    list.children[index]?.scrollIntoView({ block: "nearest" });
  };
  const showOpen = (/** @type {boolean} */ isOpen) => {
    list.hidden = !isOpen;
    field?.setAttribute("aria-expanded", String(isOpen));
    mark(-1);
  };
  const option = (/** @type {Suggestion} */ suggestion, /** @type {number} */ i) => el("li", {
    id: `filter-q-option-${i}`, role: "option", "aria-selected": "false",
    on: { pointerdown: (/** @type {Event} */ event) => event.preventDefault(), click: () => onTake(suggestion) },
  }, suggestion.symbol, el("span", { class: "suggestion-name" }, suggestion.name), el("span", { class: "suggestion-about" }, suggestion.about));

  return {
    list,
    isOpen: () => !list.hidden,
    close: () => showOpen(false),
    /**
     * @param {HTMLElement} input @param {Suggestion[]} suggestions
     * @param {boolean} [isSameText] whether only more is known of what stands in the field: a chosen suggestion stays so
     */
    show(input, suggestions, isSameText = false) {
      const chosen = isSameText ? offered[active] : undefined;
      field = input;
      offered = suggestions;
      fill(list, suggestions.map(option));
      showOpen(suggestions.length > 0);
      if (chosen) mark(suggestions.findIndex(({ name, about }) => name === chosen.name && about === chosen.about));
    },
    /** @param {number} step */
    move(step) {
      const count = offered.length + 1; // one place more: the field itself
      if (!list.hidden) mark(((active + 1 + step + count) % count) - 1);
    },
    take() {
      if (!list.hidden && offered[active]) onTake(offered[active]);
      else showOpen(false);
    },
  };
}
