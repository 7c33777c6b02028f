// For pages that frame the map of affected schools: gives each frame the height that its content asks for.
// <script src="https://…/embed.js" async></script> after the <iframe>. It keeps nothing and asks no one else.
(() => {
  const own = new URL(document.currentScript.src).origin;
  const LEAST = 320;
  const MOST = 1600;

  const originOf = (frame) => {
    try {
      return new URL(frame.src).origin;
    } catch {
      return null; // a frame without an address
    }
  };
  const frames = () => [...document.querySelectorAll("iframe")].filter((frame) => originOf(frame) === own);

  addEventListener("message", ({ source, origin, data }) => {
    const height = data?.webmapHeight;
    if (origin !== own || !Number.isFinite(height)) return;
    const frame = frames().find(({ contentWindow }) => contentWindow === source);
    if (frame) frame.style.height = `${Math.round(Math.min(MOST, Math.max(LEAST, height)))}px`;
  });
  // Frames that were there before this script have spoken to nobody; the question tells nothing.
  for (const frame of frames()) frame.contentWindow?.postMessage("webmapHeight?", "*");
})();
