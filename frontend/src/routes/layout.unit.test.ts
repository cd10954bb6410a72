// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { justOpened } from '../../test/opened.ts';

beforeEach(() => localStorage.clear());
afterEach(() => vi.restoreAllMocks());

it('leaves what it shows when another tab signs out', async () => {
  const { render, Screen: Layout } = await justOpened(() => import('./+layout.svelte'));
  const { createRawSnippet } = await import('svelte');
  const replace = vi.spyOn(location, 'replace').mockReturnValue();
  render(Layout, { children: createRawSnippet(() => ({ render: () => '<p>A squad</p>' })) });
  window.dispatchEvent(new StorageEvent('storage', { key: 'besteam.squad.s', oldValue: '1', newValue: null }));
  expect(replace).not.toHaveBeenCalled();
  window.dispatchEvent(new StorageEvent('storage', { key: 'besteam.whose', oldValue: '"ana"', newValue: null }));
  expect(replace).toHaveBeenCalledExactlyOnceWith('/');
});
