/** A copy that was published as files has a folder for each language, where the server has a parameter. */

/**
 * Where an address asks for another language than that of its folder, go there with all else that it asks for.
 *
 * @returns {boolean} whether the page is being left
 */
export function leadToLanguage() {
  const asked = new URLSearchParams(location.search).get("lang") ?? "";
  const others = /** @type {NodeListOf<HTMLLinkElement>} */ (document.querySelectorAll('link[rel="alternate"][hreflang]'));
  const other = [...others].find(({ hreflang }) => hreflang === asked);
  if (!other || asked === document.documentElement.lang) return false;
  location.replace(`${new URL(other.href).pathname}${withoutLanguage(location.search)}${location.hash}`);
  return true;
}

/** @param {string} search @returns {string} the same query without `lang`, all else as it stands */
export function withoutLanguage(search) {
  const parts = search.replace(/^\?/, "").split("&").filter((part) => part && part.split("=", 1)[0] !== "lang");
  return parts.length ? `?${parts.join("&")}` : "";
}
