/** What has changed in the chosen period, beside the totals: how many schools became new, confirmed, refuted, withdrawn. */

import { countKinds } from "../figures/changes.js";
import { date, number, t } from "../text/texts.js";
import { byId, el, fill } from "../ui/dom.js";

/** @typedef {import("../types.js").Period} Period */

/** A school's change in a word. @param {string} kind @param {import("../text/words.js").Words} words */
export const changeName = (kind, words) => (kind === "new" ? t("new") : t("now: %(status)s", { status: words.status(kind).name }));

/** @param {import("../text/words.js").Words} words @param {string} asOf date of the data */
export function createChangeSummary(words, asOf) {
  const box = el("div", { id: "changes", class: "changes", role: "status", hidden: true });
  byId("view-statuses").after(box);

  /**
   * @param {string} since value of the parameter, empty for no period
   * @param {Period | null} period null where nothing can be compared
   * @param {import("../types.js").School[]} schools those of the view, of any status
   */
  return function showChanges(since, period, schools) {
    box.hidden = !since;
    if (!since) return;
    if (!period) {
      fill(box, el("p", {}, t("No earlier edition is kept here to compare with.")));
      return;
    }
    const heading = since === "edition" ? t("Since the edition of %(date)s", { date: date(period.base ?? "") })
      : t("%(from)s to %(to)s", { from: date(period.since), to: date(asOf) });
    fill(box, el("p", {}, el("b", {}, heading)),
      el("ul", { class: "counts" }, countKinds(period, schools).map(([kind, count]) =>
        el("li", {}, `${changeName(kind, words)} `, el("b", {}, number(count))))),
      since === "edition" ? null : el("p", { class: "meaning" }, period.base
        ? t("Changes of status: since the edition of %(date)s.", { date: date(period.base) })
        : t("Changes of status are not known: no edition from before is kept here.")));
  };
}
