/** Copying the text of a field. */

import { t } from "../text/texts.js";

/**
 * @param {HTMLInputElement | HTMLTextAreaElement} field
 * @returns {Promise<string>} what to tell the reader
 */
export async function copyText(field) {
  try {
    await navigator.clipboard.writeText(field.value);
    return t("Copied.");
  } catch {
    // Without TLS, or where the reader has refused it, a page has no clipboard.
    field.focus();
    field.select();
    return t("The text is selected. Copy it with Ctrl+C, or ⌘C on a Mac.");
  }
}
