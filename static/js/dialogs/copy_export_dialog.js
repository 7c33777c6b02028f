/** The export dialog of a copy published as files: it offers the existing files. */

import { t } from "../text/texts.js";
import { closeButton } from "../ui/close_button.js";
import { byId, el, fill } from "../ui/dom.js";
import { choices, viewOption } from "./export_dialog.js";
import { chooseFormat, createKinds, moreChoices } from "./export_kinds.js";
import { createExportPreview } from "./export_preview.js";

/** @typedef {import("../types.js").KeptExports} Offered */
/** @typedef {import("../types.js").KeptPlace} Place */

/** @param {Offered} offered @param {import("../text/words.js").Words} words */
export function createCopyExports(offered, words) {
  const dialog = /** @type {HTMLDialogElement} */ (byId("export"));
  byId("export-open").addEventListener("click", () => {
    if (!dialog.firstChild) build(dialog, offered, words);
    dialog.showModal();
    dialog.dispatchEvent(new Event("change"));
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
}

/** @param {HTMLDialogElement} dialog @param {Offered} offered @param {import("../text/words.js").Words} words */
function build(dialog, offered, words) {
  const preview = el("div", { class: "export-preview", role: "status" }, el("p", { class: "quiet" }, t("Loading")));
  const link = /** @type {HTMLAnchorElement} */ (el("a", { class: "button export-download" }, t("Download")));
  const place = placeField(offered.kept);
  const views = el("div");
  const formats = el("div");
  const kinds = createKinds(offered.formats, (format) => chooseFormat(form, format));
  const form = /** @type {HTMLFormElement} */ (el("form", { method: "dialog" }, kinds.field, place, moreChoices(views, formats)));
  fill(dialog,
    el("div", { class: "export-head" }, el("h2", {}, t("Export")), closeButton(() => dialog.close())),
    el("p", { class: "quiet" }, t("These files hold the usual views, whatever is filtered on the map now. For other cuts, filter the list of schools in a spreadsheet.")),
    form, el("p", { class: "export-actions" }, link), preview);

  const showPreview = createExportPreview(preview);
  let shown = { place: /** @type {Place | null} */ (null), view: "" };
  const follow = () => {
    const chosen = (/** @type {string} */ name) => String(new FormData(form).get(name) ?? "");
    const here = offered.kept.find(({ code }) => code === chosen("place")) ?? offered.kept[0];
    if (here !== shown.place) fill(views, choices("what", t("What"), here.views.map(({ code }) => viewOption(code.replace(/^by-/, ""), words, code)), kept(here.views, chosen("what"))));
    const view = here.views.find(({ code }) => code === chosen("what")) ?? here.views[0];
    if (here !== shown.place || view.code !== shown.view) {
      const known = offered.formats.filter(({ code }) => view.formats.includes(code));
      fill(formats, choices("format", t("Format"), known, kept(known, chosen("format"))));
    }
    shown = { place: here, view: view.code };
    kinds.show(chosen("format"));
    const path = `${offered.address}${here.code ? `${here.code}/` : ""}${view.code}`;
    link.href = `${path}.${chosen("format")}`;
    link.download = `${view.name}.${chosen("format")}`;
    showPreview(`${path}.preview.json`);
  };
  dialog.addEventListener("change", follow);
}

/** The chosen option where it is still offered, else the first. @param {{code: string}[]} options @param {string} chosen */
const kept = (options, chosen) => (options.find(({ code }) => code === chosen) ?? options[0]).code;

/** @param {Place[]} places the first is the whole copy */
const placeField = (places) => places.length < 2 ? null
  : el("label", { class: "export-place" }, el("span", {}, t("Of which region")),
    el("select", { name: "place" }, places.map(({ code, name }) => el("option", { value: code }, name || t("All that this map holds")))));
