/** A filter of check boxes, each with how many schools it would leave. */

import { number } from "../text/texts.js";
import { el } from "../ui/dom.js";

/**
 * @param {string} name
 * @param {string[]} codes
 * @param {(code: string) => import("../types.js").Word} word
 * @param {(chosen: string[]) => void} onChoose
 * @param {(code: string) => Node} [symbol]
 */
export function createChoices(name, codes, word, onChoose, symbol) {
  const made = codes.map((code) => ({
    code,
    input: /** @type {HTMLInputElement} */ (el("input", { type: "checkbox", name, value: code, on: { change: () => onChoose(chosen()) } })),
    count: el("span", { class: "count" }),
  }));
  const chosen = () => made.filter(({ input }) => input.checked).map(({ code }) => code);
  return {
    boxes: el("div", { class: "choices", data: { name } }, made.map(({ code, input, count }) =>
      el("label", { class: "choice", title: word(code).meaning }, input, symbol?.(code), el("span", {}, word(code).name), count))),
    /** @param {string[]} values @param {Map<string, number>} counts */
    show(values, counts) {
      for (const { code, input, count } of made) {
        input.checked = values.includes(code);
        count.textContent = number(counts.get(code) ?? 0);
      }
    },
  };
}
