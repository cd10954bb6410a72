import { configure } from '@testing-library/svelte';
import { vi } from 'vitest';

/** What a screen is to show comes when the machine gets round to it. */
configure({ asyncUtilTimeout: 30_000 });

/*
 * What happy-dom has not got. Shows run until somebody ends them, so that a test can tap in the middle.
 */
if (typeof Element !== 'undefined') {
  // Files share a process: what one of them left on the device would make the next one somebody, or give its browser a share sheet.
  localStorage.clear();
  for (const name of Reflect.ownKeys(navigator)) Reflect.deleteProperty(navigator, name);
  Element.prototype.animate = function animate() {
    let end: (value?: unknown) => void = () => undefined;
    const finished = new Promise((resolve) => {
      end = resolve;
    });
    // Only what the app asks of an animation.
    return { finished, finish: () => end(), cancel: () => end() } as unknown as Animation;
  };
  window.scrollTo = vi.fn<typeof window.scrollTo>();
  window.matchMedia = () => {
    const query = new EventTarget();
    // A test that asks for less motion marks the root.
    Object.defineProperty(query, 'matches', { get: () => 'lessMotion' in document.documentElement.dataset });
    return query as unknown as MediaQueryList;
  };
}
