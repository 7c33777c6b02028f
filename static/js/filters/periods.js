/** Choosing a period whose changes are marked: the last days, or since the last edition. */

import { t } from "../text/texts.js";
import { el } from "../ui/dom.js";

/** @param {import("../state/store.js").Store} store */
export function createPeriods(store) {
  const options = [
    { code: "", name: t("None") },
    ...[7, 14, 30].map((days) => ({ code: String(days), name: t("%(days)s days", { days }) })),
    { code: "edition", name: t("Since the last edition") },
  ];
  const inputs = options.map(({ code }) => /** @type {HTMLInputElement} */ (
    el("input", { type: "radio", name: "since", value: code, on: { change: () => store.choose({ since: code }) } })));
  const fields = el("div", { id: "filter-since", class: "segments periods", role: "radiogroup", "aria-label": t("Mark what has changed") },
    options.map(({ name }, i) => el("label", {}, inputs[i], el("span", {}, name))));
  return {
    fields,
    /** @param {import("../types.js").State} state */
    show({ since }) {
      for (const input of inputs) input.checked = input.value === since;
    },
  };
}
