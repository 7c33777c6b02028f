/** Doing what may fail for want of a connection, or for want of the data for which the page was made. */

import { tellFailure } from "../ui/messages.js";
import { loadAnew, Outdated, settled } from "./outdated.js";

/** Do it, and where the data can not be had, offer to try again. @param {() => Promise<void>} action */
export async function attempt(action) {
  try {
    await action();
    settled();
    // What has failed before is still missing, whatever else has come.
    if (document.documentElement.dataset.state !== "failed") document.documentElement.dataset.state = "ready";
  } catch (problem) {
    if (problem instanceof Outdated && loadAnew()) return;
    console.error(problem);
    document.documentElement.dataset.state = "failed";
    tellFailure(() => {
      document.documentElement.dataset.state = "loading";
      if (problem instanceof Outdated) location.reload();
      else attempt(action);
    });
  }
}
