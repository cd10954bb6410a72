/** So long after the screen stands, it comes unasked: for whoever searches in the page, or has it read out. */
const patienceMs = 3_000;
const signs = ['pointerdown', 'keydown', 'scroll'] as const;

/** Calls back once: when the element comes into view, when somebody touches, types or scrolls, or after a while. */
export function whenNear(call: () => unknown) {
  return (element: Element) => {
    const end = new AbortController();
    const once = () => {
      if (!end.signal.aborted) call();
      end.abort();
    };
    const observer = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && once());
    observer.observe(element);
    const timer = setTimeout(once, patienceMs);
    for (const sign of signs) addEventListener(sign, once, { passive: true, signal: end.signal });
    end.signal.addEventListener('abort', () => {
      clearTimeout(timer);
      observer.disconnect();
    });
    return () => end.abort();
  };
}
