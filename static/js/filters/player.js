/** Moves step by step to the end, or until stopped. Never starts by itself. */

const WHOLE_MS = 12_000; // about how long all steps together take
const MIN_MS = 150;
const MAX_MS = 600;
const CALM = { steps: 6, ms: 2_000 }; // few big steps, for those who do not want motion

/**
 * @param {{onStep: (index: number) => void, onChange: (isPlaying: boolean) => void}} options
 */
export function createPlayer({ onStep, onChange }) {
  let timer = 0;

  const stop = () => {
    if (!timer) return;
    clearTimeout(timer);
    timer = 0;
    onChange(false);
  };
  /** @param {number} index @param {number} last @param {{stride: number, ms: number}} pace */
  const step = (index, last, pace) => {
    const isLast = index >= last;
    timer = isLast ? timer : window.setTimeout(() => step(Math.min(index + pace.stride, last), last, pace), pace.ms);
    onStep(Math.min(index, last));
    if (isLast) stop();
  };
  document.addEventListener("visibilitychange", () => document.hidden && stop());

  return {
    isPlaying: () => timer !== 0,
    stop,
    /** @param {number} first @param {number} last indices of the first and last step */
    play(first, last) {
      stop();
      timer = -1;
      onChange(true);
      step(first, last, paceOf(last - first + 1));
    },
  };
}

/** @param {number} steps */
function paceOf(steps) {
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (isCalm) return { stride: Math.max(1, Math.ceil(steps / CALM.steps)), ms: CALM.ms };
  return { stride: 1, ms: Math.min(MAX_MS, Math.max(MIN_MS, WHOLE_MS / steps)) };
}
