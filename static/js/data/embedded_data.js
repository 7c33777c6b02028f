/** Data embedded in the page itself, as in a one-file map. */

import { byId } from "../ui/dom.js";

/** @param {string} id of the element with the JSON, compressed where it has `data-packed` */
export async function readEmbeddedData(id) {
  const { textContent, dataset } = byId(id);
  const text = textContent ?? "";
  return dataset.packed === undefined ? JSON.parse(text) : unpack(text);
}

/** @param {string} text base64 of JSON compressed with gzip */
async function unpack(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
}
