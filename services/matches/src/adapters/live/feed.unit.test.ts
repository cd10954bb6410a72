import { describe, expect, it } from 'vitest';
import { createFeed, type Happening, type Listener } from './feed.ts';

const happening = (id: string): Happening => ({ id, event: 'squad', data: { version: 1 } });

function listener(accountId = 'ana', version = 1) {
  const told: string[] = [];
  let ended = false;
  const listening: Listener = {
    accountId,
    version,
    tell: ({ id }) => void told.push(id),
    end: async () => {
      ended = true;
    },
  };
  return { listening, told, hasEnded: () => ended };
}

describe('the feed', () => {
  it('tells everybody who listens to the squad, once, until they leave', () => {
    const feed = createFeed();
    const [one, other] = [listener(), listener()];
    feed.join('squad', one.listening, undefined);
    feed.join('other', other.listening, undefined);
    feed.announce('squad', happening('1'));
    feed.announce('squad', happening('1'));
    feed.leave('squad', one.listening);
    feed.announce('squad', happening('2'));
    expect([one.told, other.told]).toEqual([['1'], []]);
  });

  it('gives who returns what he missed, or says that it does not know', () => {
    const feed = createFeed();
    for (const id of ['1', '2', '3']) feed.announce('squad', happening(id));
    const join = (last?: string) => feed.join('squad', listener().listening, last);
    expect(join('1')).toEqual([happening('2'), happening('3')]);
    expect(join('3')).toEqual([]);
    expect(join('0')).toBe('unknown');
    expect(join()).toEqual([]);
    expect(feed.join('silent', listener().listening, '1')).toBe('unknown');
  });

  it('remembers no more than a few dozen happenings of a squad, and not every squad', () => {
    const feed = createFeed();
    for (let i = 0; i < 65; i++) feed.announce('squad', happening(String(i)));
    expect(feed.join('squad', listener().listening, '0')).toBe('unknown');
    expect(feed.join('squad', listener().listening, '1')).toHaveLength(63);
    for (let i = 0; i < 2000; i++) feed.announce(`squad ${i}`, happening('x'));
    expect(feed.join('squad', listener().listening, '64')).toBe('unknown');
  });

  it('ends the streams of who is a member no more, unless the news is older than his admission', () => {
    const feed = createFeed();
    const [member, gone, newcomer] = [listener('ana', 1), listener('leo', 1), listener('eva', 5)];
    for (const { listening } of [member, gone, newcomer]) feed.join('squad', listening, undefined);
    feed.keepOnly('squad', 4, new Set(['ana']));
    expect([member, gone, newcomer].map(({ hasEnded }) => hasEnded())).toEqual([false, true, false]);
    feed.keepOnly('squad', 5, new Set(['ana']));
    expect(newcomer.hasEnded()).toBe(true);
  });

  it('ends the streams of an account, or all', async () => {
    const feed = createFeed();
    const [ana, leo] = [listener('ana'), listener('leo')];
    feed.join('one', ana.listening, undefined);
    feed.join('two', leo.listening, undefined);
    await feed.end('leo');
    expect([ana.hasEnded(), leo.hasEnded()]).toEqual([false, true]);
    await feed.end();
    expect(ana.hasEnded()).toBe(true);
  });
});
