/** The one state of the page, kept in the address, so that a link or a reload gives the same view. */

import { readState, writeState } from "./state.js";

/** @typedef {import("../types.js").State} State */

/**
 * @param {import("./state.js").Vocabulary} vocabulary
 * @param {import("./address.js").Address} address
 * @param {(state: State) => State} [within] limits a state to the data of this page
 */
export function createStore(vocabulary, address, within = (state) => state) {
  const read = readState(address.read(), vocabulary);
  let state = within(read.state);
  /** @type {((state: State, before: State) => void)[]} */
  const listeners = [];

  /** @param {State} next */
  const set = (next) => {
    const before = state;
    state = next;
    for (const listener of listeners) listener(state, before);
  };

  /** @param {Partial<State>} patch @param {boolean} push */
  const change = (patch, push) => {
    const wanted = { ...state, ...patch };
    const next = within(wanted);
    if (writeState(next) !== writeState(state)) address.write(writeState(next), push);
    else if (next === wanted) return;
    else set(wanted); // so that a value outside the page's data also leaves its form field
    set(next);
  };

  window.addEventListener("popstate", () => set(within(readState(address.read(), vocabulary).state)));

  return {
    /** Parts of the address that the map does not know. */
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
