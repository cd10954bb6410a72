import { expect, it } from 'vitest';
import { squadKey } from './keys.ts';
import type { SquadItem } from './squad-item.ts';
import { unpublishedSquads } from './unpublished.ts';

const item = (version: number, listing: string[] = [], squadId = 'squad'): SquadItem => ({
  ...squadKey(squadId),
  version,
  listing: new Set(listing),
  changedAt: '2026-11-26T20:30:00.000Z',
  writtenBy: `write ${version}`,
});
const written = (version: number, listing: string[], changed: string[]) => ({
  item: item(version, listing),
  changed: new Set(changed),
});

it('lists whoever a squad became something else for, and nobody again for its next version', () => {
  const known = unpublishedSquads(10);
  known.add(written(1, ['ana'], ['ana']));
  expect(known.unlisted(item(1, ['ana']))).toEqual(['ana']);
  known.listed('squad', 1, 'ana');
  known.add(written(2, ['ana', 'leo'], ['leo']));
  expect(known.unlisted(item(2, ['ana', 'leo']))).toEqual(['leo']);
  known.listed('squad', 2, 'leo');
  known.add(written(3, ['ana', 'leo'], ['ana']));
  expect(known.unlisted(item(3, ['ana', 'leo']))).toEqual(['ana']);
});

it('does not take for listed whom it listed as an older version, when a newer one was written meanwhile', () => {
  const known = unpublishedSquads(10);
  known.add(written(1, ['ana'], ['ana']));
  known.add(written(2, ['ana'], ['ana']));
  known.listed('squad', 1, 'ana');
  expect(known.unlisted(item(2, ['ana']))).toEqual(['ana']);
});

it('lists all again when somebody else wrote in between', () => {
  const known = unpublishedSquads(10);
  known.add(written(1, ['ana'], ['ana']));
  known.listed('squad', 1, 'ana');
  known.add(written(3, ['ana', 'leo'], ['leo']));
  expect(known.unlisted(item(3, ['ana', 'leo']))).toEqual(['ana', 'leo']);
});

it('lists all of a squad that it does not know', () => {
  expect(unpublishedSquads(10).unlisted(item(1, ['ana', 'leo']))).toEqual(['ana', 'leo']);
  expect(unpublishedSquads(10).unlisted({ ...squadKey('squad'), version: 1, changedAt: '', writtenBy: '' })).toEqual(
    [],
  );
});

it('keeps the newest version, in whatever order writes are heard of, until that is published', () => {
  const known = unpublishedSquads(10);
  known.add(written(2, [], []));
  known.add(written(1, [], []));
  expect(known.find('squad')?.version).toBe(2);
  known.forget('squad', 1);
  expect(known.all()).toHaveLength(1);
  known.forget('squad', 2);
  expect([known.all(), known.find('squad')]).toEqual([[], undefined]);
});

it('notes whose claim it is, of the version that was claimed', () => {
  const known = unpublishedSquads(10);
  known.add(written(2, [], []));
  known.claimed('squad', 1, { relay: 'old', relayUntil: 1 });
  expect(known.find('squad')).not.toHaveProperty('relay');
  known.claimed('squad', 2, { relay: 'mine', relayUntil: 2 });
  expect(known.find('squad')).toMatchObject({ relay: 'mine', relayUntil: 2 });
});

it('knows no more squads than it may, and of those the newest', () => {
  const known = unpublishedSquads(1);
  known.add({ item: item(1, [], 'one'), changed: new Set() });
  known.add({ item: item(1, [], 'two'), changed: new Set() });
  known.add({ item: item(2, [], 'one'), changed: new Set() });
  expect(known.all().map(({ pk, version }) => [pk, version])).toEqual([['SQUAD#one', 2]]);
});
