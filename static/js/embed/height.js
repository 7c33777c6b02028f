/**
 * The height that an embed asks its host for. Nobody needs to answer: without the host's script
 * (`/embed.js`) the frame stays as its host has made it.
 */

const SHARE = 0.7; // of the width: the map's height
const LEAST = 360; // px
const MOST = 640; // px

/**
 * @param {import("../types.js").EmbedOptions["height"]} bounds
 * @param {string | undefined} asked height that stands in the address (px)
 */
export function askForHeight(bounds, asked) {
  const host = window.parent;
  if (host === window) return;
  const ask = () => {
    const fitting = surroundings() + Math.min(MOST, Math.max(LEAST, SHARE * innerWidth));
    host.postMessage({ webmapHeight: asked ? Number(asked) : within(bounds, fitting) }, hostOrigin());
  };
  addEventListener("message", ({ source, data }) => {
    if (source === host && data === "webmapHeight?") ask();
  });
  let width = 0;
  new ResizeObserver(() => {
    if (innerWidth === width) return; // a new height is the answer to what was asked
    width = innerWidth;
    ask();
  }).observe(document.documentElement);
}

/** Height of all that stands above and below the map. */
function surroundings() {
  const main = document.getElementById("main");
  return [...document.body.children].filter((each) => each !== main && !(each instanceof HTMLDialogElement))
    .reduce((sum, each) => sum + (getComputedStyle(each).position === "static" ? each.getBoundingClientRect().height : 0), 0);
}

/** @param {{least: number, most: number}} bounds @param {number} height */
const within = ({ least, most }, height) => Math.round(Math.min(most, Math.max(least, height)));

/** The host's origin as far as the browser tells it. Anybody may know a height. */
function hostOrigin() {
  const told = location.ancestorOrigins?.[0] ?? originOf(document.referrer);
  return told && told !== "null" ? told : "*";
}

/** @param {string} address */
const originOf = (address) => (URL.canParse(address) ? new URL(address).origin : "");
