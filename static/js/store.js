/** The one state of the page, kept in the address, so that a link or a reload gives the same view. */

import { readState, writeState } from "./state.js";

/** @typedef {import("./types.js").State} State */

/**
 * @param {import("./state.js").Vocabulary} vocabulary
 * @param {{pushes: boolean}} options an embed never pushes: the back button belongs to its host
 */
export function createStore(vocabulary, { pushes }) {
  const read = readState(location.search, vocabulary);
  let state = read.state;
  /** @type {((state: State, before: State) => void)[]} */
  const listeners = [];

  /** @param {State} next */
  const become = (next) => {
    const before = state;
    state = next;
    for (const listener of listeners) listener(state, before);
  };

  /** @param {Partial<State>} patch @param {boolean} push */
  const change = (patch, push) => {
    const next = { ...state, ...patch };
    if (writeState(next) === writeState(state)) return;
    const address = location.pathname + writeState(next);
    if (push && pushes) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
    become(next);
  };

  window.addEventListener("popstate", () => become(readState(location.search, vocabulary).state));

  return {
    /** What the address held and the map does not know. */
    ignored: read.ignored,
    get: () => state,
    /** A choice of its own: the back button undoes it. @param {Partial<State>} patch */
    choose: (patch) => change(patch, true),
    /** A step of something continuous (typing, dragging). @param {Partial<State>} patch */
    follow: (patch) => change(patch, false),
    /** @param {(state: State, before: State) => void} listener */
    subscribe: (listener) => listeners.push(listener),
  };
}

/** @typedef {ReturnType<typeof createStore>} Store */
