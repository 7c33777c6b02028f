/**
 * Many regions of one level as a short code for an address (`webmap/places/regions/short_codes.py` says how; both are
 * held to `tests/vectors/short_codes.json`). Pure.
 */

/** @typedef {Record<string, Record<string, string[]>>} Orders by number, the codes of each level in their order */

/** @type {Record<string, string>} */
const LEVELS = { p: "sido", g: "sigungu", o: "office" };
const FORM = /^([pgo])(\d+)\.([\w-]{1,90})$/;

/** @param {string} level @param {string[]} codes @param {Orders} orders @returns {string} empty where a code is unknown */
export function writeShortCode(level, codes, orders) {
  const number = String(Math.max(...Object.keys(orders).map(Number)));
  const letter = Object.keys(LEVELS).find((each) => LEVELS[each] === level) ?? "";
  const places = codes.map((code) => orders[number][level].indexOf(code));
  return places.includes(-1) ? "" : pack(letter, number, places);
}

/** @param {string} text @param {Orders} orders @returns {{level: string, codes: string[]} | null} null for what is no short code */
export function readShortCode(text, orders) {
  const [, letter = "", number = "", tail = ""] = FORM.exec(text) ?? [];
  const order = orders[number]?.[LEVELS[letter]];
  if (!order || tail.length % 4 === 1) return null;
  const bytes = Uint8Array.from(atob(tail.replaceAll("-", "+").replaceAll("_", "/")), (each) => each.charCodeAt(0));
  const places = order.map((_, place) => place).filter((place) => (bytes[place >> 3] ?? 0) >> (place & 7) & 1);
  // Each set has one spelling.
  if (!places.length || pack(letter, number, places) !== text) return null;
  return { level: LEVELS[letter], codes: places.map((place) => order[place]) };
}

/** @param {string} letter @param {string} number @param {number[]} places of the bits */
function pack(letter, number, places) {
  const bytes = new Uint8Array((Math.max(...places) >> 3) + 1);
  for (const place of places) bytes[place >> 3] |= 1 << (place & 7);
  const text = btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  return `${letter}${number}.${text}`;
}
