/** The card of one school, with the meaning of each term. */

import { currentLanguage, date, listing, number, t, tn } from "../text/texts.js";
import { facts } from "../ui/card_frame.js";
import { el, fill } from "../ui/dom.js";
import { statusSymbol } from "../ui/symbols.js";
import { cardActions } from "./card_actions.js";

/** @typedef {import("../types.js").School} School */
/** @typedef {import("./card_actions.js").Surroundings & {words: import("../text/words.js").Words, names: import("../text/place_names.js").PlaceNames, onApproach: () => void, details: () => Promise<unknown>}} Context */

/** @param {School} school @param {Context} context */
export function schoolCard(school, context) {
  const { words, names, config, onApproach } = context;
  const level = words.level(school.level);
  const status = words.status(school.status);
  return {
    title: school.name,
    symbol: statusSymbol(school.status),
    body: [
      el("p", { class: "quiet" }, names.ofSchool(school)),
      listedNote(school),
      facts([
        [t("Level"), explained(level.name, level.meaning)],
        [t("Status"), explained(status.name, status.meaning)],
        [t("First reported"), school.first_reported ? date(school.first_reported) : t("no date given")],
        ...lastReported(school),
        [t("Reports"), explained(tn("%(n)s report", "%(n)s reports", school.reports), t("One for each source that names the school."))],
        [t("Place"), place(school, words)],
      ]),
      detailsOf(school, context),
      cautionsOf(school, context),
      cardActions(context, { place: school.key, name: school.name },
        el("button", { type: "button", class: "button", on: { click: onApproach } }, t("Zoom to this place"))),
      el("p", { class: "quiet" }, t("As of %(date)s", { date: date(config.as_of) })),
    ].flat(),
  };
}

/** A list is no finding; where there is one, the status says so. @param {School} school */
const listedNote = ({ status }) => status === "confirmed" ? null
  : el("p", { class: "quiet" }, t("Listed schools; listing does not mean that a case is confirmed."));

/** @param {School} school @returns {[string, string][]} */
const lastReported = ({ first_reported: first, last_reported: last }) =>
  last && last !== first ? [[t("Last reported"), date(last)]] : [];

/** @param {School} school @param {import("../text/words.js").Words} words */
function place({ outcome, radius_m: radius }, words) {
  const { meaning } = words.outcome(outcome);
  if (outcome !== "approximate") return explained(t("Exact"), meaning);
  return explained(radius ? t("Approximate, within %(distance)s", { distance: distance(radius) }) : t("Approximate"),
    [meaning, radius ? t("The dashed circle on the map shows where it may lie.") : ""].filter(Boolean).join(" "));
}

/** @param {number} metres */
const distance = (metres) => metres < 1000
  ? t("%(n)s m", { n: number(Math.round(metres)) })
  : t("%(n)s km", { n: number(metres / 1000, 1) });

/** Details that may arrive later than the school; filled in place, so that the focus stays. @param {School} school @param {Context} context */
function detailsOf(school, context) {
  const frame = el("div", { class: "card-details" });
  const show = () => fill(frame, detailed(school, context));
  if (school.sources) {
    show();
    return frame;
  }
  fill(frame, el("p", { class: "quiet" }, t("Loading")));
  context.details().then(show, () => fill(frame, el("p", { class: "quiet" }, t("Sources and address could not be loaded. Open the card again to try again."))));
  return frame;
}

/** @param {School} school @param {Context} context */
function detailed(school, { config }) {
  const sources = school.sources ?? [];
  return [
    school.name_en && currentLanguage() !== "ko" ? el("p", { class: "quiet" }, school.name_en) : null,
    school.disputed ? el("p", { class: "note" }, t("Disputed: the sources do not agree about this school.")) : null,
    ...(school.corrections ?? []).map((each) => corrected(each, config)),
    facts([
      [t("Sources"), explained(tn("%(n)s source", "%(n)s sources", sources.length), listing(sources.map((source) => config.list_titles[source] ?? source)))],
      ...namedBy(school),
      [t("Matched by"), matchedBy(school.rules ?? [], config)],
      ...decidedBy(school.decisions ?? []),
      [t("Address"), school.address || t("not known")],
      ...pointOf(school, config),
    ]),
  ];
}

/** Lists that follow each other are one origin; this changes no number of the map. @param {School} school @returns {[string, any][]} */
function namedBy({ origins }) {
  if (!origins) return [];
  const [lists, low, high] = origins;
  const words = high === 1 ? t("%(lists)s lists, from one origin", { lists })
    : low === high ? t("%(lists)s lists, from %(low)s origins", { lists, low })
      : t("%(lists)s lists, from %(low)s to %(high)s origins", { lists, low, high });
  return [[t("Named by lists"), explained(words, t("Lists that follow each other count as one origin."))]];
}

/** When something of the school was put right, with the number under which it stands on the page of corrections. @param {[string, number]} correction @param {import("../types.js").Config} config */
const corrected = ([day, no], { corrections_url: newest, corrections_pages: pages }) => {
  const number = Math.ceil(no / pages.size);
  const url = newest && number <= pages.closed ? `${pages.before}${number}${pages.after}` : newest;
  const words = t("Corrected on %(date)s, no. %(number)s", { date: date(day), number: no });
  return el("p", { class: "note" }, url ? el("a", { href: `${url}#c${no}`, target: "_blank", rel: "noopener" }, words) : words);
};

/** @param {string[]} codes @param {import("../types.js").Config} config */
function matchedBy(codes, { rules, matching_url: url }) {
  const found = rules.filter(({ code }) => codes.includes(code));
  return [
    ...found.flatMap(({ name, meaning }) => explained(name, meaning)),
    el("a", { class: "meaning", href: url, target: "_blank", rel: "noopener" }, t("How names are matched")),
  ];
}

/** Who decided that a row means this school, when and why. @param {string[]} decisions @returns {[string, any][]} */
const decidedBy = (decisions) => decisions.length ? [[t("Decided by"), decisions.map((text) => el("div", {}, text))]] : [];

/** Where an online geocoder gave the point, which one, and what its point stands for. @param {School} school @param {import("../types.js").Config} config @returns {[string, any][]} */
function pointOf({ provider, precision }, { providers, precisions }) {
  if (!provider) return [];
  const title = providers[provider] ?? provider;
  return [[t("Point from"), explained(title, precision ? t("It stands for %(precision)s.", { precision: precisions[precision] ?? precision }) : "")]];
}

/** @param {School} school @param {Context} context */
const cautionsOf = (school, { config, words, names }) => (config.noted[school.sigungu] ?? []).map((code) =>
  el("p", { class: "note" },
    el("b", {}, t("%(place)s: %(caution)s.", { place: names.ofSchool(school), caution: words.caution(code).name })), " ", words.caution(code).meaning));

/** @param {string} word @param {string} meaning */
const explained = (word, meaning) => [word, meaning ? el("span", { class: "meaning" }, meaning) : null];
