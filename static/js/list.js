/** The list of the schools inside the part of the map that is in view. */

import { byId, el, fill } from "./dom.js";
import { statusSymbol } from "./symbols.js";
import { currentLanguage, t, tn } from "./texts.js";

/** @typedef {import("./types.js").School} School */

const STEP = 60; // rows made at once; more come on demand, so that 12,000 schools cost no more than 60

/**
 * @param {any} map Leaflet map
 * @param {import("./words.js").Words} words
 * @param {import("./placenames.js").PlaceNames} names
 * @param {(school: School) => void} onOpen
 */
export function createList(map, words, names, onOpen) {
  const items = byId("school-list");
  const head = byId("school-list-head");
  const more = byId("school-list-more");
  /** @type {School[]} */
  let shown = [];
  /** @type {School[]} */
  let inView = [];
  let made = 0;
  let open = "";

  const extend = () => {
    const next = inView.slice(made, made + STEP);
    items.append(...next.map(item));
    made += next.length;
    more.hidden = made >= inView.length;
    more.textContent = tn("Show %(n)s more", "Show %(n)s more", Math.min(STEP, inView.length - made));
  };

  const refresh = () => {
    const bounds = map.getBounds();
    inView = shown.filter(({ lat, lon }) => bounds.contains([lat, lon]));
    made = 0;
    fill(items);
    fill(head, tn("%(n)s school in this part of the map", "%(n)s schools in this part of the map", inView.length));
    byId("school-list-empty").hidden = inView.length > 0;
    extend();
  };

  /** @param {School} school */
  const item = (school) => el("li", {}, el("button", {
    type: "button", class: "entry", data: { key: school.key }, "aria-current": school.key === open ? "true" : null,
    on: { click: () => onOpen(school) },
  }, statusSymbol(school.status), el("span", { class: "entry-name" }, school.name),
  el("span", { class: "entry-about" }, about(school))));

  /** @param {School} school */
  const about = (school) => [
    words.level(school.level).name, words.status(school.status).name, names.ofSchool(school),
    school.outcome === "approximate" ? t("approximate place") : "",
  ].filter(Boolean).join(" · ");

  more.addEventListener("click", () => {
    const before = made;
    extend();
    /** @type {HTMLElement | null | undefined} */ (items.children[before]?.querySelector("button"))?.focus();
  });
  map.on("moveend", refresh);

  return {
    /** @param {School[]} schools in the order of the list */
    show(schools) {
      shown = schools;
      refresh();
    },
    /** @param {string} key */
    select(key) {
      open = key;
      for (const button of items.querySelectorAll("button")) {
        if (button.dataset.key === key) button.setAttribute("aria-current", "true");
        else button.removeAttribute("aria-current");
      }
    },
  };
}

/** Schools in the order of their names, worked out once. @param {School[]} schools */
export function byName(schools) {
  const collator = new Intl.Collator(currentLanguage(), { numeric: true });
  return schools.toSorted((a, b) => collator.compare(a.name, b.name));
}
