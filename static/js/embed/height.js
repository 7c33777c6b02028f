/**
 * The height that an embed requests from its host. No answer is needed: without the host's script
 * (`/embed.js`) the frame keeps the size its host gave it.
 */

const SHARE = 0.7; // of the width: the map's height
const MIN_HEIGHT = 360; // px
const MAX_HEIGHT = 640; // px

/**
 * @param {import("../types.js").EmbedOptions["height"]} bounds
 * @param {string | undefined} height from the address (px)
 */
export function askForHeight(bounds, height) {
  const host = window.parent;
  if (host === window) return;
  const ask = () => {
    const fitting = surroundings() + Math.min(MAX_HEIGHT, Math.max(MIN_HEIGHT, SHARE * innerWidth));
    host.postMessage({ webmapHeight: height ? Number(height) : within(bounds, fitting) }, hostOrigin());
  };
  addEventListener("message", ({ source, data }) => {
    if (source === host && data === "webmapHeight?") ask();
  });
  let width = 0;
  new ResizeObserver(() => {
    if (innerWidth === width) return; // a new height is the answer to the request
    width = innerWidth;
    ask();
  }).observe(document.documentElement);
}

/** Height of everything above and below the map. */
function surroundings() {
  const main = document.getElementById("main");
  return [...document.body.children].filter((each) => each !== main && !(each instanceof HTMLDialogElement))
    .reduce((sum, each) => sum + (getComputedStyle(each).position === "static" ? each.getBoundingClientRect().height : 0), 0);
}

/** @param {{least: number, most: number}} bounds @param {number} height */
const within = ({ least, most }, height) => Math.round(Math.min(most, Math.max(least, height)));

/** The host's origin, where the browser reveals it. A height is not secret. */
function hostOrigin() {
  const host = location.ancestorOrigins?.[0] ?? originOf(document.referrer);
  return host && host !== "null" ? host : "*";
}

/** @param {string} address */
const originOf = (address) => (URL.canParse(address) ? new URL(address).origin : "");
