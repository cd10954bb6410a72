const controls = 'a[href], button, input, select, textarea, summary, [tabindex]';

/**
 * Goes on from where somebody is. What has the focus may vanish with what it stood in (a form that is done, a row that was let in), and a browser would
 * then begin at the top of the page again. The focus goes to what took its place, else to the row it stood in, else to the heading above it; nothing
 * scrolls. A screen that gives way to another is the router's matter. Returns what ends it.
 */
export function keepPlace(): () => void {
  const end = new AbortController();
  let held: Element | null = null;
  /** What it stood in, the nearest first, up to the screen. */
  let around: Element[] = [];

  function hold(element: Element | null) {
    held = element;
    around = [];
    for (let parent = held?.parentElement; parent?.closest('main'); parent = parent.parentElement) around.push(parent);
  }

  const observer = new MutationObserver((changes) => {
    if (held === null || held.isConnected || document.activeElement !== document.body) return;
    const place = around.find((element) => element.isConnected);
    if (place) successor(place, changes)?.focus({ preventScroll: true });
  });

  hold(document.activeElement);
  observer.observe(document.body, { childList: true, subtree: true });
  document.addEventListener('focusin', ({ target }) => target instanceof Element && hold(target), end);
  // Who taps elsewhere has left; what vanishes there later is not to bring a keyboard up.
  document.addEventListener(
    'pointerdown',
    ({ target }) => target instanceof Node && !held?.contains(target) && hold(null),
    end,
  );
  end.signal.addEventListener('abort', () => observer.disconnect());
  return () => end.abort();
}

function successor(place: Element, changes: MutationRecord[]): HTMLElement | null | undefined {
  const added = changes.flatMap((change) => [...change.addedNodes]).filter((node) => node instanceof Element);
  for (const element of added) {
    if (!place.contains(element)) continue;
    const control = element.matches(controls) ? (element as HTMLElement) : element.querySelector<HTMLElement>(controls);
    if (control) return control;
  }
  const inRow = place.closest('li')?.querySelector<HTMLElement>(controls);
  if (inRow) return inRow;
  const heading =
    place.closest('section')?.querySelector<HTMLElement>('h2, h3') ?? document.querySelector<HTMLElement>('main h1');
  heading?.setAttribute('tabindex', '-1');
  return heading;
}
