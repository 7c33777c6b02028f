/** Doing what may fail for want of a connection. */

import { tellFailure } from "./messages.js";

/** Do it, and where the data can not be had, offer to try again. @param {() => Promise<void>} action */
export async function attempt(action) {
  try {
    await action();
    document.documentElement.dataset.state = "ready";
  } catch (problem) {
    console.error(problem);
    document.documentElement.dataset.state = "failed";
    tellFailure(() => {
      document.documentElement.dataset.state = "loading";
      attempt(action);
    });
  }
}
