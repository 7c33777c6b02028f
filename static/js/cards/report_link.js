/** The address at which an error is reported (setting WEBMAP_REPORT_URL). Pure. */

/** @typedef {{place: string, name: string, version: string, view: string}} Subject `place`: a school's key, or `<level>:<code>` of a region */

/**
 * A mail gets subject and body; any other address gets `place`, `name`, `version` and `view` as parameters
 * beside its own.
 *
 * @param {string} base `mailto:…` or `https://…`
 * @param {Subject} subject
 * @param {{subject: string, body: string}} mail
 */
export function reportAddress(base, subject, mail) {
  if (base.startsWith("mailto:")) {
    const body = mail.body.replace(/\r?\n/g, "\r\n");
    return `${base}?subject=${encodeURIComponent(mail.subject)}&body=${encodeURIComponent(body)}`;
  }
  const address = new URL(base);
  for (const [name, value] of Object.entries(subject)) address.searchParams.set(name, value);
  return address.href;
}
