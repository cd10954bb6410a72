import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ambiguous, CHUNKED, chunk, get, oldOrRare, post, SMUGGLED } from './ambiguous.ts';
import { type Front, fronts } from './fronts.ts';
import { exchange } from './wire.ts';

describe.each(fronts)('$name', ({ skipped, open }) => {
  describe.skipIf(skipped)(skipped ?? 'as it runs', () => {
    let front: Front;
    beforeAll(async () => {
      front = await open();
    });
    afterAll(() => front?.close());
    const answered = async (bytes: string) => (await exchange(front, bytes)).map(({ status }) => status);
    /** Whoever comes next is answered what he asked, one after the other, on connections that are used again. */
    const othersAreServed = async () => {
      for (const name of ['Ana', 'Leo', 'Mar']) expect(await front.guestNamed(name)).toBe(name);
    };

    test.each(ambiguous)('refuses %s, and answers nothing after it', async (_, bytes) => {
      expect(await answered(bytes + SMUGGLED)).toEqual([400]);
      await othersAreServed();
    });

    test.each(oldOrRare)('sees one end of %s', async (_, bytes, statuses) => {
      expect(statuses).toContainEqual(await answered(bytes + SMUGGLED));
      await othersAreServed();
    });

    test('hears from what is said of methods, hosts and addresses in other headers nothing', async () => {
      const said = ['x-http-method-override: DELETE', 'x-original-url: /metrics', 'x-rewrite-url: /metrics'];
      const [answer] = await exchange(
        front,
        get(...said, 'x-forwarded-host: evil.example', 'forwarded: host=evil.example'),
      );
      expect(answer).toMatchObject({ status: 200, body: '{"status":"live"}' });
    });

    test('is told by no header that a foreign page is its own', async () => {
      const posing = ['origin: https://evil.example', 'x-forwarded-host: evil.example', 'forwarded: host=evil.example'];
      expect(await answered(post([...posing, 'content-length: 21']))).toEqual([403]);
    });

    test.each<[string, string, number]>([
      ['a header of 17 kB', get(`x-large: ${'x'.repeat(17_000)}`), 431],
      ['headers of 17 kB together', get(...Array.from({ length: 340 }, (_, n) => `x-${n}: ${'x'.repeat(50)}`)), 431],
      ['an address of 17 kB', get().replace('/live', `/${'x'.repeat(17_000)}`), 431],
      ['a body of which 65 kB are announced', post(['content-length: 66000']), 413],
      ['65 kB in chunks', post(['transfer-encoding: chunked'], chunk('x'.repeat(66_000))), 413],
      ['chunks with long extensions', post(['transfer-encoding: chunked'], `1;${'x'.repeat(17_000)}\r\n`), 413],
    ])('refuses %s without keeping it', async (_, bytes, status) => {
      const [answer] = await exchange(front, bytes);
      expect(answer?.status).toBe(status);
      expect(JSON.parse(answer?.body ?? '')).toMatchObject({ status, requestId: expect.any(String) });
    });

    test('answers a request in chunks, and the next on the same connection', async () => {
      expect(await answered(post(['transfer-encoding: chunked'], CHUNKED) + SMUGGLED)).toEqual([201, 200]);
    });
  });
});
