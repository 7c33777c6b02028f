/** How the map shows the filtered schools: by which regions, as what figure, in which classes, with or without points. */

import { t } from "../text/texts.js";
import { byId, el, fill } from "../ui/dom.js";

/**
 * @param {import("../state/store.js").Store} store
 * @param {import("../text/words.js").Words} words
 */
export function createDisplaySwitches(store, words) {
  const by = words.regionLevels.map((code) => ({ code, ...pick(words.regionLevel(code)) }));
  const show = [{ code: "count", name: t("Number"), title: "" }, { code: "rate", name: t("Per 100 schools"), title: "" }];
  const classes = [
    { code: "quantile", name: t("Equal shares"), title: t("Classes: about equally many regions in each") },
    { code: "natural", name: t("Natural breaks"), title: t("Classes: natural breaks") },
  ];
  const points = /** @type {HTMLInputElement} */ (el("input", { type: "checkbox", role: "switch", name: "points",
    on: { change: () => store.choose({ points: points.checked ? "on" : "off" }) } }));
  const method = el("summary", { class: "legend-method" });
  fill(byId("switches"),
    radios(t("Regions"), "by", by, (code) => store.choose({ by: code, region: "" })),
    radios(t("Figure"), "show", show, (code) => store.choose({ show: code })),
    el("label", { class: "points-switch" }, points, el("span", {}, t("Schools on the map"))),
    el("details", {}, method,
      radios(t("Classes"), "classes", classes, (code) => store.choose({ classes: code }))));

  /** @param {import("../types.js").State} state */
  return function showSwitches(state) {
    for (const name of /** @type {const} */ (["by", "show", "classes"])) {
      for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll(`input[name="${name}"]`))) {
        input.checked = input.value === state[name];
      }
    }
    points.checked = state.points === "on";
    method.textContent = classes.find(({ code }) => code === state.classes)?.title ?? "";
  };
}

/** @param {import("../types.js").Word} word */
const pick = ({ name, meaning }) => ({ name, title: meaning });

/**
 * @param {string} legend @param {string} name
 * @param {{code: string, name: string, title: string}[]} options
 * @param {(code: string) => void} onChoose
 */
function radios(legend, name, options, onChoose) {
  return el("fieldset", { class: "segments" }, el("legend", { class: "visually-hidden" }, legend),
    options.map((option) => el("label", { title: option.title || null },
      el("input", { type: "radio", name, value: option.code, on: { change: () => onChoose(option.code) } }),
      el("span", {}, option.name))));
}
