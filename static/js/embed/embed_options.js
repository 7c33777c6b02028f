/** A host's options for an embed: applied by the server, or by the page itself in a copy published as files. */

/** @param {Record<string, string>} options as in the address; options not stated have their defaults */
export function followOptions({ title, controls, list, legend, theme }) {
  const filters = document.querySelector('[data-sheet="filters"]');
  if (controls === "on") filters?.removeAttribute("hidden");
  else for (const each of [filters, document.querySelector(".filters-column")]) each?.remove();
  if (title === "off") document.querySelector(".embed-title")?.setAttribute("class", "visually-hidden");
  if (list === "off") document.querySelector('[data-sheet="lists"]')?.remove();
  if (legend === "off") document.querySelector('[data-sheet="key"]')?.remove();
  if (theme && theme !== "auto") document.documentElement.dataset.theme = theme;
}
