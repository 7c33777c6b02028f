/** Where the search field stands: first among the filters, or where these are out of sight, first on the map. */

import { t } from "../text/texts.js";
import { byId } from "../ui/dom.js";

/** @param {HTMLElement} field */
export function placeSearch(field) {
  const onMap = byId("search-place");
  onMap.querySelector(".search-stub")?.remove();
  const place = () => {
    const inForm = document.getElementById("filter-search");
    const isFormInSight = inForm?.closest(".filters-column") && inForm.checkVisibility();
    const target = isFormInSight && inForm ? inForm : onMap;
    const input = field.querySelector("input");
    if (!input || field.parentElement === target) return;
    const hasFocus = document.activeElement === input;
    target.append(field);
    input.placeholder = target === onMap ? t("School or region") : "";
    if (hasFocus) input.focus();
  };
  place();
  // Folding the column away, or moving the form into a sheet, changes the form's size.
  const form = document.getElementById("filter-form");
  if (form) new ResizeObserver(place).observe(form);
}
