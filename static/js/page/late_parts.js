/** The parts whose script comes once the page can be used: a click on one of them waits for it. */

import { attempt } from "../data/attempt.js";
import { addTexts } from "../text/texts.js";
import { el } from "../ui/dom.js";

/** @typedef {import("../types.js").State} State */
/** @typedef {import("../types.js").Later} Later */
/** @typedef {ReturnType<Later["createCards"]>} Cards */

const OPENERS = ["share-open", "export-open"];

/**
 * @param {import("./page.js").Parts} parts
 * @param {import("../text/place_names.js").PlaceNames} names
 * @param {(later: Later) => Cards} make the cards, and all else that comes with them
 */
export function createLateParts(parts, names, make) {
  /** @type {Cards | null} */
  let cards = null;
  /** @type {[State, boolean] | null} */
  let wanted = null;

  const prepare = async () => {
    const [later, config] = await Promise.all([parts.loadLater(), parts.data.laterConfig(), loadSheet()]);
    if (cards) return;
    Object.assign(parts.config, config);
    addTexts(parts.config.later_texts);
    cards = make(later);
    createDialogs(later, parts, names);
    if (wanted) cards.show(...wanted);
  };
  openLater(() => cards !== null, prepare);

  return {
    prepare,
    /** @param {State} state @param {boolean} focus */
    async showCard(state, focus) {
      wanted = [state, focus];
      if (cards) cards.show(state, focus);
      else if (state.school || state.region) await attempt(prepare);
    },
  };
}

/** The sheet of these parts, at its place between the two of the page; nothing where the page links all of its sheets. */
const loadSheet = () => new Promise((done, fail) => {
  const address = /** @type {HTMLElement | null} */ (document.querySelector("[data-later-sheet]"))?.dataset.laterSheet;
  const known = /** @type {HTMLLinkElement | null} */ (document.querySelector("style + link"));
  if (!address || known?.sheet) return done(null);
  const link = known ?? /** @type {HTMLLinkElement} */ (el("link", { rel: "stylesheet", href: address }));
  link.addEventListener("load", done);
  link.addEventListener("error", () => {
    link.remove(); // so that it can be tried again
    fail(new Error(address));
  });
  if (!known) document.querySelector("style")?.after(link);
});

/** @param {Later} later @param {import("./page.js").Parts} parts @param {import("../text/place_names.js").PlaceNames} names */
function createDialogs(later, parts, names) {
  const { config: { exports, formats }, store, words } = parts;
  later.createShareDialog(parts, names);
  if (exports?.kept) later.createCopyExports({ formats, ...exports, kept: exports.kept }, words);
  else if (exports) later.createExportDialog({ formats, ...exports }, store, words);
}

/** A press on a button whose dialog has not arrived opens it when it has. @param {() => boolean} isHere @param {() => Promise<void>} prepare */
function openLater(isHere, prepare) {
  let isWaiting = false;
  for (const opener of OPENERS.flatMap((id) => document.getElementById(id) ?? [])) {
    opener.addEventListener("click", () => {
      if (isHere() || isWaiting) return;
      isWaiting = true;
      attempt(async () => {
        await prepare();
        opener.click();
      }).finally(() => { isWaiting = false; });
    });
  }
}
