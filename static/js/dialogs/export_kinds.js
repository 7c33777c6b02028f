/** The three large choices with which the export dialogs begin: a table, a report, a picture. */

import { t } from "../text/texts.js";
import { el } from "../ui/dom.js";

/** @typedef {{code: string}} Format */

/** Formats of each kind, the most usual first. @type {Record<string, {formats: string[], name: () => string, meaning: () => string}>} */
const KINDS = {
  table: { formats: ["xlsx", "csv"], name: () => t("Table"), meaning: () => t("For a spreadsheet: every figure of the view.") },
  report: { formats: ["pdf", "hwpx"], name: () => t("Report"), meaning: () => t("To print or hand over: map, table, and what the words mean.") },
  picture: { formats: ["png", "svg"], name: () => t("Picture"), meaning: () => t("For a slide or an article: the map with its legend and sources.") },
};

/**
 * @param {Format[]} offered formats that there are
 * @param {(format: string) => void} onChoose
 */
export function createKinds(offered, onChoose) {
  const known = Object.entries(KINDS).flatMap(([code, kind]) => {
    const formats = kind.formats.filter((format) => offered.some((each) => each.code === format));
    return formats.length ? [{ code, formats, ...{ name: kind.name(), meaning: kind.meaning() } }] : [];
  });
  const inputs = known.map(({ code, formats }) => /** @type {HTMLInputElement} */ (
    el("input", { type: "radio", name: "kind", value: code, on: { change: () => onChoose(formats[0]) } })));
  return {
    field: el("fieldset", { class: "export-kinds" }, el("legend", { class: "visually-hidden" }, t("What to take along")),
      known.map(({ name, meaning }, i) => el("label", { class: "export-kind" }, inputs[i],
        el("span", {}, el("b", {}, name), el("span", { class: "meaning" }, meaning))))),
    /** @param {string} format */
    show(format) {
      known.forEach(({ formats }, i) => { inputs[i].checked = formats.includes(format); });
    },
  };
}

/** The finer choices, closed at first. @param {...(import("../ui/dom.js").Child)} fields */
export const moreChoices = (...fields) => el("details", { class: "export-more" },
  el("summary", {}, t("Other formats, tables and options")), el("div", { class: "export-fields" }, fields));

/** Choose a format in the form. @param {HTMLFormElement} form @param {string} format */
export function chooseFormat(form, format) {
  const input = /** @type {HTMLInputElement | null} */ (form.querySelector(`input[name="format"][value="${format}"]`));
  if (input) input.checked = true;
}
