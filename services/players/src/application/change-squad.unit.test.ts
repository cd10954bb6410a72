import { describe, expect, it } from 'vitest';
import { aSquad } from '../../test/squad-builder.ts';
import { refuse } from '../domain/refusal.ts';
import type { Squad } from '../domain/squad.ts';
import { changeSquad } from './change-squad.ts';
import { deleteSquad } from './delete-squad.ts';

/** A store in which somebody else writes first, that often. */
function contested(times: number) {
  let stored: Squad | undefined = aSquad();
  let left = times;
  const wins = (before: Squad) => {
    if (left > 0 && stored) {
      left -= 1;
      stored = { ...stored, version: stored.version + 1 };
    }
    return stored?.version === before.version;
  };
  return {
    stored: () => stored,
    ports: {
      inTurn: <T>(_: string, work: () => Promise<T>) => work(),
      pause: async () => {},
      squads: {
        load: async () => stored,
        add: async () => true,
        async save(after: Squad, before: Squad) {
          if (!wins(before)) return false;
          stored = after;
          return true;
        },
        async delete(squad: Squad) {
          if (!wins(squad)) return false;
          stored = undefined;
          return true;
        },
      },
    },
  };
}

const renamed = (squad: Squad) => ({ ...squad, name: `${squad.name}!` });

describe('changing a squad', () => {
  it('decides again on what others have written meanwhile', async () => {
    const { ports, stored } = contested(5);
    const changed = await changeSquad(ports, 'squad', renamed);
    expect(changed).toMatchObject({ before: { version: 6 }, after: { version: 7, name: 'Thursday!' } });
    expect(stored()).toMatchObject({ version: 7 });
  });

  it('asks to try again when others always come first', async () => {
    expect(await changeSquad(contested(1000).ports, 'squad', renamed)).toMatchObject({ reason: 'conflict' });
    const caller = { accountId: 'owner', kind: 'registered' as const };
    const deleted = deleteSquad(contested(1000).ports)({ caller, squadId: 'squad' });
    expect(await deleted).toMatchObject({ reason: 'conflict' });
  });

  it('keeps to the version that the caller has seen, also when somebody writes in between', async () => {
    expect(await changeSquad(contested(1).ports, 'squad', renamed, 1)).toMatchObject({ reason: 'precondition-failed' });
    expect(await changeSquad(contested(0).ports, 'squad', renamed, 1)).toMatchObject({ after: { version: 2 } });
  });

  it('tells a stranger nothing of versions, and who may act of the stale one first', async () => {
    const { ports } = contested(0);
    const hidden = await changeSquad(ports, 'squad', () => refuse('not-found', 'no'), 9);
    expect(hidden).toMatchObject({ reason: 'not-found' });
    const stale = await changeSquad(ports, 'squad', () => refuse('name-taken', 'no'), 9);
    expect(stale).toMatchObject({ reason: 'precondition-failed' });
  });

  it('writes nothing when nothing changes, whatever version was asked for', async () => {
    const { ports, stored } = contested(0);
    expect(await changeSquad(ports, 'squad', (squad) => squad, 9)).toMatchObject({ after: { version: 1 } });
    expect(stored()?.version).toBe(1);
  });
});
