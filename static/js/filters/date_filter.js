/** Choosing a period: by the histogram, by its sliders, by two dates, or by playing it step by step. */

import { createBins, touched } from "../figures/histogram.js";
import { spanName } from "../text/period.js";
import { date, number, t, tn } from "../text/texts.js";
import { el, fill } from "../ui/dom.js";
import { createDateHistogram } from "./date_histogram.js";
import { createDateSliders, binName } from "./date_sliders.js";
import { createPlayer } from "./player.js";

/** @typedef {import("../types.js").State} State */
/** @typedef {import("../state/store.js").Store} Store */

/**
 * @param {Store} store
 * @param {import("../types.js").School[]} schools every school
 */
export function createDateFilter(store, schools) {
  const [first, last] = dateRange(schools);
  const dates = createDateFields(store, first, last);
  const chart = first ? createChart(store, first, last) : null;
  return {
    fields: el("fieldset", { id: "filter-dates" }, el("legend", {}, t("First reported")), chart?.parts ?? [], dates.fields),
    /** @param {import("../state/view.js").View} view */
    show(view) {
      dates.show(view.state);
      chart?.show(view);
    },
  };
}

/** @param {Store} store @param {string} first @param {string} last ISO dates */
function createChart(store, first, last) {
  const { bins } = createBins(first, last);
  const brush = createDateHistogram(bins, describeBin, (from, to, isBegin) => {
    const period = { from: bins[from].from, to: bins[to].to };
    // A drag is one choice, however many steps it takes.
    if (isBegin) store.choose(period);
    else store.follow(period);
  });
  const sliders = createDateSliders(bins, store.follow);
  const play = createPlayButton(store, bins);
  const dateless = el("p", { class: "hint" });
  return {
    parts: [
      brush.drawing, sliders.sliders,
      el("div", { class: "histogram-foot" }, el("span", {}, date(first)), play.button, el("span", {}, date(last))),
      dateless,
    ],
    /** @param {import("../state/view.js").View} view */
    show({ state, days, dateless: without }) {
      const counts = brush.show(days, state, summary(first, last, days));
      sliders.show(state);
      play.follow(state, counts);
      dateless.hidden = without === 0;
      fill(dateless, tn("%(n)s school has no date; it is in no period.", "%(n)s schools have no date; they are in no period.", without));
    },
  };
}

/** @param {Store} store @param {import("../figures/histogram.js").Bin[]} bins */
function createPlayButton(store, bins) {
  const edge = bins.length - 1;
  let expected = /** @type {string | null} */ (null);
  const player = createPlayer({
    onStep(index) {
      expected = index === edge ? "" : bins[index].to;
      store.follow({ to: expected });
    },
    onChange: (isPlaying) => showPlaying(isPlaying),
  });
  const begin = () => {
    const period = touched(bins, store.get());
    player.play(period.last >= edge || period.last < period.first ? Math.min(period.first, edge) : period.last + 1, edge);
  };
  const symbol = el("span", { "aria-hidden": "true" });
  const words = el("span");
  const button = el("button", { type: "button", class: "button play", id: "filter-play",
    on: { click: () => (player.isPlaying() ? player.stop() : begin()) } }, symbol, words);
  const showPlaying = (/** @type {boolean} */ isPlaying) => {
    fill(symbol, isPlaying ? "❚❚" : "▶");
    fill(words, isPlaying ? t("Pause") : t("Play"));
  };
  showPlaying(false);
  return {
    button,
    /** Choosing another end stops the player. @param {State} state @param {number[]} counts */
    follow({ to }, counts) {
      if (player.isPlaying() && to !== expected) player.stop();
      /** @type {HTMLButtonElement} */ (button).disabled = bins.length < 2 || !counts.some(Boolean);
    },
  };
}

/** @param {Store} store @param {string} min @param {string} max ISO dates */
function createDateFields(store, min, max) {
  const field = (/** @type {"from" | "to"} */ name, /** @type {string} */ label) => {
    const input = /** @type {HTMLInputElement} */ (el("input", { type: "date", id: `filter-${name}`, name, min, max,
      on: { change: () => store.choose({ [name]: input.value }) } }));
    return { input, field: el("div", { class: "field" }, el("label", { for: `filter-${name}` }, label), input) };
  };
  const from = field("from", t("From"));
  const to = field("to", t("To"));
  return {
    fields: el("details", { class: "date-details" }, el("summary", {}, t("Choose two dates")),
      el("div", { class: "date-fields" }, from.field, to.field)),
    /** A field that already has the value is left alone. @param {State} state */
    show(state) {
      if (from.input.value !== state.from) from.input.value = state.from;
      if (to.input.value !== state.to) to.input.value = state.to;
    },
  };
}

/** @param {import("../figures/histogram.js").Bin} bin @param {number} count */
const describeBin = (bin, count) => `${binName(bin)}: ${number(count)}`;

/** @param {string} first @param {string} last @param {Map<string, number>} days */
function summary(first, last, days) {
  const n = [...days.values()].reduce((sum, count) => sum + count, 0);
  return tn("First reports of %(n)s school, %(period)s", "First reports of %(n)s schools, %(period)s", n, { period: spanName(first, last) });
}

/** @param {import("../types.js").School[]} schools */
function dateRange(schools) {
  const days = schools.map((school) => school.first_reported).filter(Boolean).sort();
  return /** @type {[string, string]} */ ([days[0] ?? "", days.at(-1) ?? ""]);
}
