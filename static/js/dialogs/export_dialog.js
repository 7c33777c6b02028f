/** The dialog for downloading the numbers of the view as a file. */

import { currentLanguage, t } from "../text/texts.js";
import { closeButton } from "../ui/close_button.js";
import { byId, el, fill } from "../ui/dom.js";
import { fileAddress, previewAddress } from "./export_address.js";
import { chooseFormat, createKinds, moreChoices } from "./export_kinds.js";
import { createExportPreview } from "./export_preview.js";

/** @typedef {import("../types.js").ExportChoice} ExportChoice */
/** @typedef {NonNullable<import("../types.js").Config["exports"]> & {formats: import("../types.js").ExportFormat[]}} Offered */
/** @typedef {import("../types.js").OlderSnapshot} OlderSnapshot */

/**
 * @param {Offered} offered
 * @param {import("../state/store.js").Store} store
 * @param {import("../text/words.js").Words} words
 */
export function createExportDialog(offered, store, words) {
  const dialog = /** @type {HTMLDialogElement} */ (byId("export"));
  const open = () => {
    if (!dialog.firstChild) build(dialog, offered, store, words);
    dialog.showModal();
    dialog.dispatchEvent(new Event("change"));
  };
  byId("export-open").addEventListener("click", open);
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
}

/** @param {HTMLDialogElement} dialog @param {Offered} offered @param {import("../state/store.js").Store} store @param {import("../text/words.js").Words} words */
function build(dialog, offered, store, words) {
  const preview = el("div", { class: "export-preview", role: "status" }, el("p", { class: "quiet" }, t("Loading")));
  const link = /** @type {HTMLAnchorElement} */ (el("a", { class: "button export-download", download: true }, t("Download")));
  const kinds = createKinds(offered.formats, (format) => chooseFormat(form, format));
  const form = /** @type {HTMLFormElement} */ (el("form", { method: "dialog" }, kinds.field, moreChoices(
    choices("what", t("What"), whatOptions(words), store.get().by),
    choices("format", t("Format"), offered.formats, offered.formats[0].code),
    el("fieldset", {}, el("legend", {}, t("Options")),
      tick("unplaced", t("With the table of entries that are not on the map")),
      tick("zip", t("All tables as CSV in a ZIP, with what they mean")),
      offered.older.length ? older(offered.older) : null))));
  fill(dialog,
    el("div", { class: "export-head" }, el("h2", {}, t("Export")), closeButton(() => dialog.close())),
    el("p", { class: "quiet" }, t("The file holds what the map shows now, with all filters. Its words, date and sources are explained in it.")),
    form, el("p", { class: "export-actions" }, link), preview);

  const showPreview = createExportPreview(preview);
  const follow = () => {
    const choice = read(form, offered);
    kinds.show(choice.format);
    link.href = fileAddress(offered.address, choice, store.get(), currentLanguage());
    showPreview(previewAddress(offered.address, choice, store.get(), currentLanguage()));
  };
  dialog.addEventListener("change", follow);
}

/** The reader's choice; options that the format does not support are switched off. @param {HTMLFormElement} form @param {Offered} offered @returns {ExportChoice} */
function read(form, { formats }) {
  const values = new FormData(form);
  const format = String(values.get("format"));
  const zip = field(form, "zip");
  const unplaced = field(form, "unplaced");
  zip.disabled = format !== "csv";
  const what = String(values.get("what"));
  const chosen = formats.find(({ code }) => code === format);
  const several = chosen?.several_tables || (!zip.disabled && zip.checked);
  unplaced.disabled = !several;
  const compare = field(form, "compare");
  // Schools no longer listed are in a table of their own beside the list of schools; a picture has no tables.
  if (compare) compare.disabled = chosen?.draws_map ? !several : !several && what === "schools";
  return {
    what,
    format,
    map: Boolean(chosen?.draws_map),
    compare: compare && !compare.disabled ? compare.value : "",
    unplaced: unplaced.checked && !unplaced.disabled,
    zip: zip.checked && !zip.disabled,
  };
}

/** @param {HTMLFormElement} form @param {string} name */
const field = (form, name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name));

/** Older snapshots to compare with, the newest first. @param {OlderSnapshot[]} kept */
const older = (kept) => el("label", { class: "choice" }, el("span", {}, t("What has changed since")),
  el("select", { name: "compare" },
    el("option", { value: "" }, t("No comparison")),
    kept.map(({ version, as_of: date }) => el("option", { value: version }, t("As of %(date)s, version %(version)s", { date, version })))));

/** @param {import("../text/words.js").Words} words */
const whatOptions = (words) => [...words.regionLevels, "schools"].map((what) => viewOption(what, words));

/** @param {string} what level of regions, or "schools" @param {import("../text/words.js").Words} words @param {string} [code] of the choice @returns {{code: string, name: string, meaning: string}} */
export const viewOption = (what, words, code = what) => what === "schools"
  ? { code, name: t("School by school"), meaning: t("One line per listed school, with its address, status, dates and sources.") }
  : { code, name: t("By region: %(level)s", { level: words.regionLevel(what).name }), meaning: words.regionLevel(what).meaning };

/** @param {string} name @param {string} title @param {{code: string, name: string, meaning: string}[]} options @param {string} chosen */
export const choices = (name, title, options, chosen) => el("fieldset", {}, el("legend", {}, title),
  el("div", { class: "export-choices" }, options.map(({ code, name: word, meaning }) => el("label", { class: "export-choice" },
    el("input", { type: "radio", name, value: code, checked: code === chosen }),
    el("span", {}, el("b", {}, word), el("span", { class: "meaning" }, meaning))))));

/** @param {string} name @param {string} text */
const tick = (name, text) => el("label", { class: "choice" }, el("input", { type: "checkbox", name }), el("span", {}, text));
