/** Data that stands in the page itself, as it does where the map is a file. */

import { byId } from "../ui/dom.js";

/** @param {string} id of the element that holds it: JSON, or JSON that was packed to be smaller (`data-packed`) */
export async function readInside(id) {
  const { textContent, dataset } = byId(id);
  const text = textContent ?? "";
  return dataset.packed === undefined ? JSON.parse(text) : unpacked(text);
}

/** @param {string} text base64 of JSON compressed with gzip */
async function unpacked(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
}
