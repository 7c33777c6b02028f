// For pages that frame the map of affected schools: makes each frame as high as its content, never lower than the page gave.
// A page loads it after its <iframe> by a script element whose src is https://…/embed.js. It stores nothing and contacts no other server.
(() => {
  const own = new URL(document.currentScript.src).origin;
  const MIN_HEIGHT = 320;
  const MAX_HEIGHT = 1600;

  const originOf = (frame) => {
    try {
      return new URL(frame.src).origin;
    } catch {
      return null; // a frame without an address
    }
  };
  const frames = () => [...document.querySelectorAll("iframe")].filter((frame) => originOf(frame) === own);

  // A sandboxed frame may have no origin.
  const mayHave = ({ sandbox }, origin) =>
    origin === own || (origin === "null" && sandbox.length > 0 && !sandbox.contains("allow-same-origin"));

  const ownHeights = new WeakMap(); // frame: the height in its style attribute, before this script wrote there
  const givenHeight = (frame) => {
    const { style } = frame;
    const shown = style.height;
    if (!ownHeights.has(frame)) ownHeights.set(frame, shown);
    style.height = ownHeights.get(frame);
    const given = Number.parseFloat(getComputedStyle(frame).height) || 0; // px
    style.height = shown;
    return given;
  };

  addEventListener("message", ({ source, origin, data }) => {
    const height = data?.webmapHeight;
    if (!Number.isFinite(height)) return;
    const frame = frames().find((each) => each.contentWindow === source && mayHave(each, origin));
    if (!frame) return;
    const fitting = Math.min(MAX_HEIGHT, Math.max(MIN_HEIGHT, height));
    frame.style.height = `${Math.round(Math.max(givenHeight(frame), fitting))}px`;
  });
  // Frames loaded before this script had no listener, so they are asked again; the question reveals nothing.
  for (const frame of frames()) frame.contentWindow?.postMessage("webmapHeight?", "*");
})();
