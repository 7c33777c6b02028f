/** The code by which a page frames a view, as the server writes it (`tests/vectors/embed_code.json`). Pure. */

import { writeState } from "../state/state.js";

/** @typedef {import("../types.js").State} State */

/** @type {Record<string, string>} */
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;" };

/**
 * The options that differ from an embed's defaults, in the order in which they are declared.
 *
 * @param {Record<string, string>} chosen
 * @param {import("../types.js").EmbedOptions["choices"]} choices
 */
export const statedOptions = (chosen, choices) =>
  Object.fromEntries(Object.entries(choices).filter(([name, [usual]]) => (chosen[name] ?? usual) !== usual)
    .map(([name]) => [name, chosen[name]]));

/**
 * @param {string} embed whole address of the embed, without a query
 * @param {State} state @param {string} lang @param {Record<string, string>} options
 */
export const embedAddress = (embed, state, lang, options) => embed + writeState({ ...state, lang, options });

/**
 * The element that frames a view, as oEmbed gives it too (`webmap/web/map/oembed.py`).
 *
 * @param {{address: string, title: string, width: string | number, height: string | number}} frame
 */
export const frameCode = ({ address, title, width, height }) => element("iframe",
  { src: address, title, width: String(width), height: String(height), loading: "lazy", style: "border:0" });

/** @param {string} address whole address of the script that fits the height */
export const scriptCode = (address) => element("script", { src: address, async: "" });

/** @param {string} tag @param {Record<string, string>} attributes an empty one stands without a value */
function element(tag, attributes) {
  const parts = Object.entries(attributes).map(([name, value]) => (value ? `${name}="${escape(value)}"` : name));
  return `<${[tag, ...parts].join(" ")}></${tag}>`;
}

/** @param {string} text */
const escape = (text) => text.replace(/[&<>"']/g, (letter) => ENTITIES[letter]);
