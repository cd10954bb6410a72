import { describe, expect, it } from 'vitest';
import { newEvent } from './event.ts';

describe('a new event', () => {
  it('is a CloudEvent of now with an id of its own', () => {
    const one = newEvent({
      type: 'besteam.squad.changed.v1',
      source: '/players',
      subject: 'squad-1',
      data: { version: 1 },
    });
    expect(one).toEqual({
      specversion: '1.0',
      id: expect.stringMatching(/^[\w-]{22}$/),
      type: 'besteam.squad.changed.v1',
      source: '/players',
      subject: 'squad-1',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      datacontenttype: 'application/json',
      data: { version: 1 },
    });
    expect(newEvent({ type: 'a', source: '/b', data: {} }).id).not.toBe(one.id);
  });

  it('repeats the id and time it is given, and has no subject when none is', () => {
    const time = '2026-11-22T20:00:00.000Z';
    const repeated = newEvent({ type: 'a', source: '/b', data: {}, id: 'squad-1.7', time });
    expect(repeated).toMatchObject({ id: 'squad-1.7', time });
    expect('subject' in repeated).toBe(false);
  });
});
