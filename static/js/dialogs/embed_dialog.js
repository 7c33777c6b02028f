/** The part of the share dialog that builds the code of a frame, with a preview of it. */

import { byId, el, fill } from "../ui/dom.js";
import { embedAddress, frameCode, scriptCode, statedOptions } from "./embed_code.js";

/** @typedef {import("../types.js").State} State */

/**
 * @param {import("../types.js").Config} config
 * @param {(path: string) => string} publicAddress
 * @returns {{show: (state: State, title: string) => void, clear: () => void}}
 */
export function createEmbedForm({ embed_options: { choices }, languages, urls }, publicAddress) {
  const form = /** @type {HTMLFormElement | null} */ (document.getElementById("embed-form"));
  if (!form) return { show() {}, clear() {} }; // nobody may frame the map here
  const code = /** @type {HTMLTextAreaElement} */ (byId("embed-code"));
  const preview = byId("embed-preview");
  let view = { state: /** @type {State | null} */ (null), title: "" };

  const build = () => {
    if (!view.state || !form.reportValidity()) return;
    const { lang: language, width, height, script, ...chosen } = readForm(form);
    const { embed, lang } = languages[language];
    const options = statedOptions(chosen, choices);
    const title = view.title;
    const address = embedAddress(publicAddress(embed), view.state, lang, options);
    const frame = frameCode({ address, title, width: width || "100%", height });
    code.value = script ? `${frame}\n${scriptCode(publicAddress(urls.height))}` : frame;
    showPreview({ address: embedAddress(embed, view.state, lang, options), title, width, height });
  };
  /** A frame of its own each time: another address in the old one would be a step of this page's history. */
  const showPreview = (/** @type {Record<string, string>} */ { address, title, width, height }) =>
    fill(preview, el("iframe", { src: address, title, width: width || "100%", height, loading: "lazy" }));

  form.addEventListener("change", build);
  form.addEventListener("submit", (event) => event.preventDefault());
  return {
    show(state, title) {
      view = { state, title };
      build();
    },
    clear: () => fill(preview),
  };
}

/** Each field by its name; a checkbox as on or off. @param {HTMLFormElement} form @returns {Record<string, string>} */
function readForm(form) {
  const fields = /** @type {(HTMLInputElement | HTMLSelectElement)[]} */ ([...form.querySelectorAll("[name]")]);
  const values = fields.map((field) => [field.name, field.type === "checkbox" ? switched(field) : field.value]);
  const { script, ...rest } = Object.fromEntries(values);
  return { ...rest, script: script === "on" ? "on" : "" };
}

/** @param {Element} field */
const switched = (field) => (/** @type {HTMLInputElement} */ (field).checked ? "on" : "off");
