import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeOf, fieldsOf, isCapacity, noPlan, planOf } from './plan-fields.ts';

const startsAt = '2030-05-16T19:00:00.000Z';
const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

describe('a plan as it is typed', () => {
  it('is nothing where nothing is decided', () => {
    expect(planOf(noPlan)).toEqual({});
    expect(planOf({ ...noPlan, place: '  ', title: ' ' })).toEqual({});
  });

  it('says the time with the zone it was meant in, and the rest in clear', () => {
    const fields = { ...fieldsOf({ startsAt }), place: ' Polideportivo ', capacity: '10', title: 'Final' };
    expect(planOf(fields)).toEqual({ startsAt, timeZone, place: 'Polideportivo', capacity: 10, title: 'Final' });
  });

  it('comes back as it was typed, whatever the moment', () => {
    const moments = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(moments, (moment) => {
        const planned = { place: 'Pista 2', capacity: 12, title: 'Final' };
        const typed = fieldsOf({ ...planned, startsAt: moment.toISOString() });
        const { startsAt: again = '', ...rest } = planOf(typed);
        expect(rest).toEqual({ ...planned, timeZone });
        expect(fieldsOf({ ...planned, startsAt: again })).toEqual(typed);
        expect(changeOf(typed, typed)).toEqual({});
      }),
    );
  });

  it('is changed by what differs alone, and emptied fields are taken away', () => {
    const before = fieldsOf({ startsAt, place: 'Pista 2', capacity: 12 });
    expect(changeOf(before, { ...before, place: 'Pista 3' })).toEqual({ place: 'Pista 3' });
    expect(changeOf(before, { ...before, capacity: '', place: '' })).toEqual({ capacity: null, place: null });
    expect(changeOf(before, { ...before, when: '' })).toEqual({ startsAt: null, timeZone: null });
    const later = fieldsOf({ startsAt: '2030-05-16T20:30:00.000Z' }).when;
    expect(changeOf(before, { ...before, when: later })).toEqual({ startsAt: '2030-05-16T20:30:00.000Z', timeZone });
  });

  it('knows how many can fit', () => {
    expect(['', '2', ' 14 ', '100'].map(isCapacity)).toEqual([true, true, true, true]);
    expect(['1', '101', '0', '-4', '7.5', 'ten', '1e2'].map(isCapacity)).toEqual(Array(7).fill(false));
  });
});
