// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest';

afterEach(() => {
  vi.restoreAllMocks();
  vi.resetModules();
  localStorage.clear();
});

it('leaves what it shows when another tab signs out', async () => {
  vi.resetModules();
  const { createRawSnippet } = await import('svelte');
  const { render } = await import('@testing-library/svelte');
  const { default: Layout } = await import('./+layout.svelte');
  const replace = vi.spyOn(location, 'replace').mockReturnValue();
  const { unmount } = render(Layout, { children: createRawSnippet(() => ({ render: () => '<p>A squad</p>' })) });
  window.dispatchEvent(new StorageEvent('storage', { key: 'besteam.squad.s', oldValue: '1', newValue: null }));
  expect(replace).not.toHaveBeenCalled();
  window.dispatchEvent(new StorageEvent('storage', { key: 'besteam.whose', oldValue: '"ana"', newValue: null }));
  expect(replace).toHaveBeenCalledExactlyOnceWith('/');
  unmount();
});
