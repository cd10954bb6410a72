import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idFor, newId } from './ids.ts';

describe('ids', () => {
  it('are 22 characters that need no escaping in a URL, and never repeat', () => {
    const ids = Array.from({ length: 1000 }, newId);
    expect(ids.every((id) => /^[A-Za-z0-9_-]{22}$/.test(id))).toBe(true);
    expect(new Set(ids).size).toBe(1000);
  });

  it('are the same for the same secret and parts', () => {
    expect(idFor('secret', 'account', 'createSquad', 'key')).toBe(idFor('secret', 'account', 'createSquad', 'key'));
    expect(idFor('secret', 'account')).toMatch(/^[A-Za-z0-9_-]{22}$/);
  });

  it('differ with the secret', () => {
    expect(idFor('one', 'account')).not.toBe(idFor('another', 'account'));
  });

  it('differ whenever the parts differ, wherever the borders between them lie', () => {
    const parts = fc.array(fc.string(), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        expect(idFor('secret', ...a) === idFor('secret', ...b)).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
    );
    expect(idFor('secret', 'ab', 'c')).not.toBe(idFor('secret', 'a', 'bc'));
  });
});
