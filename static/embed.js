// For pages that frame the map of affected schools: sets each frame to the height of its content.
// <script src="https://…/embed.js" async></script> after the <iframe>. It stores nothing and contacts no other server.
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

  addEventListener("message", ({ source, origin, data }) => {
    const height = data?.webmapHeight;
    if (origin !== own || !Number.isFinite(height)) return;
    const frame = frames().find(({ contentWindow }) => contentWindow === source);
    if (frame) frame.style.height = `${Math.round(Math.min(MAX_HEIGHT, Math.max(MIN_HEIGHT, height)))}px`;
  });
  // Frames loaded before this script had no listener, so they are asked again; the question reveals nothing.
  for (const frame of frames()) frame.contentWindow?.postMessage("webmapHeight?", "*");
})();
