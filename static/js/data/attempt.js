/** Actions that fail without a connection, or when the page's version of the data is gone. */

import { showFailure } from "../ui/messages.js";
import { Outdated, reloadPage, settled } from "./outdated.js";

/** Run an action; where the data cannot be loaded, offer to try again. @param {() => Promise<void>} action */
export async function attempt(action) {
  try {
    await action();
    settled();
    // Data that failed to load earlier is still missing.
    if (document.documentElement.dataset.state !== "failed") document.documentElement.dataset.state = "ready";
  } catch (problem) {
    if (problem instanceof Outdated && reloadPage()) return;
    console.error(problem);
    document.documentElement.dataset.state = "failed";
    showFailure(() => {
      document.documentElement.dataset.state = "loading";
      if (problem instanceof Outdated) location.reload();
      else attempt(action);
    });
  }
}
