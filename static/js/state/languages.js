/** A copy that was published as files has a folder for each language, where the server has a parameter. */

/**
 * Where an address requests a language other than its folder's, go there with its other parameters.
 *
 * @param {(search: string) => string} readable keeps of a query what the page reads
 * @returns {boolean} whether the page is being left
 */
export function goToLanguage(readable) {
  const language = new URLSearchParams(location.search).get("lang") ?? "";
  const others = /** @type {NodeListOf<HTMLLinkElement>} */ (document.querySelectorAll('link[rel="alternate"][hreflang]'));
  const other = [...others].find(({ hreflang }) => hreflang === language);
  if (!other || language === document.documentElement.lang) return false;
  location.replace(`${new URL(other.href).pathname}${readable(withoutLanguage(location.search))}${location.hash}`);
  return true;
}

/** @param {string} search @returns {string} the same query without `lang`, otherwise unchanged */
export function withoutLanguage(search) {
  const parts = search.replace(/^\?/, "").split("&").filter((part) => part && part.split("=", 1)[0] !== "lang");
  return parts.length ? `?${parts.join("&")}` : "";
}
