import { onTestFinished, vi } from 'vitest';

/**
 * A screen of the app just opened, which knows nothing yet but what the device remembers: with the app's own parts and
 * what renders it, all made anew, and gone when the test is over.
 */
export async function justOpened<Screen>(screen: () => Promise<{ default: Screen }>) {
  vi.resetModules();
  // The next one begins anew, too: neither the app nor the device knows anybody.
  onTestFinished(() => {
    localStorage.clear();
    vi.resetModules();
  });
  const { acceptSession } = await import('#lib/api/session.svelte.ts');
  const memory = await import('#lib/device/memory.ts');
  const testing = await import('@testing-library/svelte');
  onTestFinished(testing.cleanup);
  return { ...testing, ...memory, acceptSession, Screen: (await screen()).default };
}
