/** A map inside somebody's page: one finger and the plain wheel belong to that page, two fingers and Ctrl + wheel to the map. */

import { t } from "../text/texts.js";
import { byId, el } from "../ui/dom.js";

const SHOWN_FOR = 1500; // ms

/** @param {any} map Leaflet map */
export function leaveScrollingToHost(map) {
  const frame = map.getContainer();
  const hint = createHint(frame.parentElement ?? byId("main"));
  leaveOneFinger(map, frame, hint);
  leaveWheel(map, frame);
}

/** @param {any} map @param {HTMLElement} frame @param {() => void} hint */
function leaveOneFinger(map, frame, hint) {
  // Before Leaflet hears of the press: one finger must not start to drag, while a mouse may.
  frame.addEventListener("pointerdown", ({ pointerType }) => {
    if (pointerType === "touch") map.dragging.disable();
    else map.dragging.enable();
  }, true);
  frame.addEventListener("touchmove", ({ touches }) => {
    if (touches.length === 1) hint();
  }, { passive: true });
}

/** Only a reader who has chosen the map, or holds Ctrl or ⌘, zooms by wheel. @param {any} map @param {HTMLElement} frame */
function leaveWheel(map, frame) {
  const wheel = map.scrollWheelZoom;
  wheel.disable();
  frame.addEventListener("wheel", ({ ctrlKey, metaKey }) => {
    // What had the focus keeps it in its own document, even while the reader is in the host's.
    const isChosen = document.hasFocus() && frame.contains(document.activeElement);
    if (ctrlKey || metaKey || isChosen) wheel.enable();
    else wheel.disable();
  }, true);
}

/** Words over the map for a moment. @param {HTMLElement} place @returns {() => void} shows them */
function createHint(place) {
  const hint = el("div", { class: "two-fingers", "aria-hidden": "true" }, t("Move the map with two fingers"));
  place.append(hint);
  let waiting = 0;
  return () => {
    hint.classList.add("is-shown");
    clearTimeout(waiting);
    waiting = window.setTimeout(() => hint.classList.remove("is-shown"), SHOWN_FOR);
  };
}
