/** What a host chooses about an embed: the server follows it, in a copy that was published as files the page does. */

/** @param {Record<string, string>} options as they stand in the address; what is not stated is as usual */
export function followOptions({ title, controls, list, legend, theme }) {
  const filters = document.querySelector('[data-sheet="filters"]');
  if (controls === "on") filters?.removeAttribute("hidden");
  else for (const each of [filters, document.querySelector(".filters-column")]) each?.remove();
  if (title === "off") document.querySelector(".embed-title")?.setAttribute("class", "visually-hidden");
  if (list === "off") document.querySelector('[data-sheet="lists"]')?.remove();
  if (legend === "off") document.querySelector('[data-sheet="key"]')?.remove();
  if (theme && theme !== "auto") document.documentElement.dataset.theme = theme;
}
