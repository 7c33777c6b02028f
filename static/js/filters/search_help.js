/** Help with a typed name: suggestions of schools and regions, and an answer where nothing fits. */

import { createListbox, steer } from "./listbox.js";
import { createAnswer } from "./search_answer.js";
import { findMeant, isNothing, suggestionsFor } from "./suggest.js";

/** @typedef {import("../types.js").School} School */
/** @typedef {import("../types.js").RegisterSchool} RegisterSchool */

const ANSWER_AFTER = 400; // ms without a change: a syllable on its way to another is no name yet

/**
 * @param {import("./suggest.js").Context & {unplacedUrl: string}} context
 * @param {{field: HTMLElement, box: HTMLElement, input: HTMLInputElement, forget: () => void}} place `forget` empties the field
 */
export function createSearchHelp(context, { field, box, input, forget }) {
  const { store } = context;
  const list = createListbox((suggestion) => {
    forget();
    suggestion.take();
  });
  const answer = createAnswer(context.unplacedUrl, context, () => input.focus());
  box.append(list.list);
  field.append(answer.box);
  /** @type {School[]} */
  let kept = context.schools;
  /** @type {RegisterSchool[]} schools of the register that are not listed, once they have arrived */
  let unlisted = [];
  let hasArrived = false;
  let waiting = 0;
  /** Whether the reader has closed the list of what is typed: what arrives later does not open it again. */
  let isClosed = false;

  const typed = () => input.value.trim();
  /** @param {RegisterSchool} school */
  const takeUnlisted = (school) => {
    store.follow({ q: "" });
    answer.showSchool(school);
  };
  /** @param {boolean} [isSameText] whether only more is known of what is typed already */
  const suggest = (isSameText) => {
    const text = typed();
    const meant = text ? findMeant(text, kept, unlisted, context) : null;
    if (meant && isNothing(meant)) {
      list.close();
      clearTimeout(waiting);
      waiting = window.setTimeout(() => { if (hasArrived && typed() === text) answer.showText(text); }, ANSWER_AFTER);
      return;
    }
    if (text) answer.hide();
    if (document.activeElement !== input || (isSameText && isClosed)) return; // the reader has moved on, so no list opens
    list.show(input, meant ? suggestionsFor(meant, context, takeUnlisted) : [], isSameText);
  };
  const load = async () => {
    const found = await loadAll(context);
    if (!found || hasArrived) return;
    unlisted = found;
    hasArrived = true;
    store.follow({ q: typed() }); // English names may only be known now
    suggest(true);
  };
  input.addEventListener("keydown", (event) => {
    isClosed ||= event.key === "Escape";
    steer(event, list, () => suggest());
  });
  input.addEventListener("blur", list.close);

  return {
    /** Help with what is typed. */
    respond() {
      isClosed = false;
      if (!typed()) answer.hide();
      suggest();
      if (!hasArrived) load();
    },
    forget() {
      list.close();
      answer.hide();
    },
    /** @param {import("../state/view.js").View} view */
    follow(view) {
      kept = view.kept;
    },
  };
}

/**
 * Everything that a name is looked up in: cities, offices, English names, and the register.
 *
 * @param {import("./suggest.js").Context} context
 * @returns {Promise<RegisterSchool[] | null>} schools of the register that are not listed, none without a register;
 *   null where what is listed did not arrive, so that nothing is said of a name
 */
async function loadAll({ data, schools }) {
  try {
    const names = data.registerNames().catch(() => []);
    await Promise.all([data.details(), data.layer("sigungu"), data.layer("office")]);
    const listed = new Set(schools.map(identity));
    return (await names).filter((school) => !listed.has(identity(school)));
  } catch {
    return null;
  }
}

/** @param {{name: string, level: string, sigungu: string}} school */
const identity = ({ name, level, sigungu }) => `${name}\n${level}\n${sigungu}`;
