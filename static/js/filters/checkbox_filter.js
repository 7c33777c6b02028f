/** A filter of check boxes, each with the number of schools it would leave. */

import { number } from "../text/texts.js";
import { el } from "../ui/dom.js";
import { createRovingGroup } from "../ui/roving_group.js";

/**
 * @param {import("../types.js").FilterEntry} filter of declared terms
 * @param {(chosen: string[]) => void} onChoose called with the chosen codes; empty where these are the usual ones
 * @param {(code: string) => Node} [symbol]
 */
export function createCheckboxFilter({ name, terms, usual, label, hint }, onChoose, symbol) {
  const made = terms.map(({ code, ...word }) => ({
    code,
    word,
    input: /** @type {HTMLInputElement} */ (el("input", { type: "checkbox", name, value: code, on: { change: () => onChoose(sameMembers(chosen(), usual) ? [] : chosen()) } })),
    count: el("span", { class: "count" }),
  }));
  const chosen = () => made.filter(({ input }) => input.checked).map(({ code }) => code);
  const choices = el("div", { class: "choices", data: { name } }, made.map(({ code, word, input, count }) =>
    el("label", { class: "choice", title: word.meaning }, input, symbol?.(code), el("span", {}, word.name), count)));
  createRovingGroup(choices);
  return {
    choices,
    field: el("fieldset", {}, el("legend", {}, label), choices,
      hint ? el("p", { class: "hint" }, hint) : null),
    /** @param {string[]} values @param {Map<string, number>} counts */
    show(values, counts) {
      for (const { code, input, count } of made) {
        input.checked = values.includes(code);
        count.textContent = number(counts.get(code) ?? 0);
      }
    },
  };
}

/** @param {string[]} some @param {string[]} others */
export const sameMembers = (some, others) => some.length === others.length && some.every((value) => others.includes(value));
