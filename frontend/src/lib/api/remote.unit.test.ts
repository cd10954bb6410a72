// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { recall } from '#lib/device/memory.ts';
import { ApiProblem } from './problem.ts';
import { remote } from './remote.svelte.ts';

beforeEach(() => localStorage.clear());

/** Something a service has, answered as the test says next. */
function service(first: string) {
  const answers = [Promise.resolve(first)];
  return { answer: () => answers.shift() ?? Promise.reject(new ApiProblem('offline', 0)), answers };
}

const fails = (kind: string, status: number) => Promise.reject(new ApiProblem(kind, status));

describe('something the services have', () => {
  it('is fetched at once and remembered by its name', async () => {
    const thing = remote(service('squad').answer, 'thing');
    await expect.poll(() => thing.value).toBe('squad');
    expect(recall('thing')).toBe('squad');
    expect(thing.loading).toBe(false);
  });

  it('is what this device remembers when there is no connection, and says so', async () => {
    localStorage.setItem('besteam.thing', '"last week"');
    const thing = remote(() => fails('offline', 0), 'thing');
    await expect.poll(() => thing.value).toBe('last week');
    expect(thing.remembered).toBe(true);
  });

  it('stays in sight without connection, marked as remembered, until it is there again', async () => {
    const { answer, answers } = service('squad');
    const thing = remote(answer, 'thing');
    await expect.poll(() => thing.value).toBe('squad');
    await thing.refresh();
    expect([thing.value, thing.remembered]).toEqual(['squad', true]);
    answers.push(Promise.resolve('squad again'));
    await thing.refresh();
    expect([thing.value, thing.remembered]).toEqual(['squad again', false]);
  });

  it.each([
    ['removed-from-squad', 403],
    ['not-found', 404],
  ])('is neither shown nor remembered after %s', async (kind, status) => {
    const { answer, answers } = service('squad');
    const thing = remote(answer, 'thing');
    await expect.poll(() => thing.value).toBe('squad');
    answers.push(fails(kind, status));
    await thing.refresh();
    expect(thing.value).toBeUndefined();
    expect(thing.problem?.kind).toBe(kind);
    expect(recall('thing')).toBeUndefined();
  });

  it('is not shown to who is signed out, but kept for when he is back', async () => {
    localStorage.setItem('besteam.thing', '"mine"');
    const thing = remote(() => fails('unauthorized', 401), 'thing');
    await expect.poll(() => thing.problem?.status).toBe(401);
    expect(thing.value).toBeUndefined();
    expect(recall('thing')).toBe('mine');
  });

  it('is what an own write answered, even if an older answer comes late', async () => {
    const late = Promise.withResolvers<string>();
    const thing = remote(() => late.promise, 'thing');
    thing.put('newer');
    late.resolve('older');
    await late.promise;
    await Promise.resolve();
    expect(thing.value).toBe('newer');
  });
});
