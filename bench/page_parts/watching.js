// Runs before the page's own scripts: notes long tasks, and when the map can be used and has been painted.
(() => {
  const seen = (window.__bench = { usable: null, tasks: [], frames: [] });
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) seen.tasks.push({ startTime, duration });
  }).observe({ type: "longtask", buffered: true });
  const hasSigns = () => document.querySelector(".leaflet-marker-pane > *, .school-group, .school-sign") !== null;
  const isOurs = () => document.getElementById("webmap-config") !== null;
  const isUsable = () => hasSigns() && (!isOurs() || document.documentElement.dataset.state === "ready");
  const look = () => {
    if (document.documentElement && isUsable()) requestAnimationFrame(() => (seen.usable = performance.now()));
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})();
