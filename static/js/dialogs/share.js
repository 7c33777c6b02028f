/** The dialog for sharing a view: as a link, a file, or a frame for another page. */

import { writeShortState, writeState } from "../state/state.js";
import { viewTitle } from "../text/sentence.js";
import { byId } from "../ui/dom.js";
import { copyText } from "./copy_field.js";
import { createEmbedForm } from "./embed_dialog.js";

/** @typedef {import("../types.js").Config} Config */

/**
 * @param {{config: Config, words: import("../text/words.js").Words, store: import("../state/store.js").Store}} parts
 * @param {import("../text/place_names.js").PlaceNames} names
 */
export function createShareDialog({ config, words, store }, names) {
  const opener = document.getElementById("share-open");
  if (!opener) return; // an embed
  const dialog = /** @type {HTMLDialogElement} */ (byId("share"));
  const link = /** @type {HTMLInputElement} */ (byId("share-link"));
  const file = /** @type {HTMLAnchorElement} */ (byId("share-file"));
  const status = byId("share-status");
  const share = byId("share-system");
  const publicAddress = (/** @type {string} */ path) => publicly(config, path);
  const embedForm = createEmbedForm(config, publicAddress);

  opener.addEventListener("click", () => {
    const state = store.get();
    const { page, lang } = config.languages[config.language];
    const query = writeState({ ...state, lang, options: {} });
    link.value = publicAddress(page) + writeShortState({ ...state, lang, options: {} }, config.code_orders);
    if (!config.copy) file.href = config.urls.file + query;
    status.textContent = "";
    share.hidden = !navigator.share; // a device may have its own way to pass things on
    dialog.showModal();
    embedForm.show(state, viewTitle(state, words, names, config.notice !== null));
  });
  share.addEventListener("click", () => navigator.share({ title: document.title, url: link.value }).catch(() => {}));
  dialog.addEventListener("close", embedForm.clear);
  dialog.addEventListener("click", ({ target }) => {
    if (target === dialog) dialog.close();
  });
  byId("share-close").addEventListener("click", () => dialog.close());
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (dialog.querySelectorAll("[data-copies]"))) {
    button.addEventListener("click", async () => {
      const field = /** @type {HTMLTextAreaElement} */ (byId(button.dataset.copies ?? ""));
      status.textContent = "";
      status.textContent = await copyText(field);
    });
  }
}

/** A page's address as others reach it: under the operator's, or where it was opened. @param {Config} config @param {string} path */
function publicly({ base, urls }, path) {
  const here = new URL(path, location.href);
  const root = new URL(urls.root, location.href).pathname.replace(/\/$/, "");
  return base ? base + here.pathname.slice(root.length) : here.href;
}
