import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { openDynamoDb, relayClaims } from '@besteam/service-kit';
import { temporaryFolder } from '@besteam/service-kit/testing';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { accountsInDynamoDb } from '../../../services/players/src/adapters/dynamodb/accounts.ts';
import { activityInDynamoDb } from '../../../services/players/src/adapters/dynamodb/activity.ts';
import { codeIndex } from '../../../services/players/src/adapters/dynamodb/join-codes.ts';
import { list, mySquadsInDynamoDb } from '../../../services/players/src/adapters/dynamodb/my-squads.ts';
import { squadsInDynamoDb } from '../../../services/players/src/adapters/dynamodb/squads.ts';
import { TABLE, TABLES } from '../../../services/players/src/adapters/dynamodb/tables.ts';
import { withoutMember } from '../../../services/players/src/domain/squad.ts';
import { aSquad } from '../../../services/players/test/squad-builder.ts';
import { execute } from './commands.ts';
import { createTable } from './table.ts';

const NOW = 1_795_377_600_000;

/** What the players service's adapters get to see, from first to last. */
async function seenThrough(documents: DynamoDBDocumentClient): Promise<unknown[]> {
  const now = () => NOW;
  const claims = relayClaims({ documents, table: TABLE, pendingAttribute: 'outboxShard', now });
  const seen: unknown[] = [];
  const squads = squadsInDynamoDb(documents, now, claims, ({ item: { writtenBy, relay, ...item } }) => seen.push(item));
  const mySquads = mySquadsInDynamoDb(documents);
  const accounts = accountsInDynamoDb(documents, () => NOW);
  const activity = activityInDynamoDb(documents, Date.now);
  const squad = aSquad({ members: 3, players: ['Leo'] });
  const after = { ...withoutMember(squad, 'member-1'), code: 'BBBBBBBB', version: 2 };
  seen.push(await squads.add(squad), await squads.add(squad), await squads.load(squad.id));
  seen.push(await squads.save(after, squad), await squads.save(after, squad), await squads.load(squad.id));
  seen.push(await codeIndex(documents)('AAAAAAAA'), await codeIndex(documents)('BBBBBBBB'));
  for (const [version, listed] of [
    [2, after],
    [1, squad],
  ] as const)
    for (const accountId of ['owner', 'member-1'])
      await list(documents, { squadId: squad.id, version, squad: listed, accountId, nowMs: NOW });
  for (const id of ['owner', 'member-1'])
    seen.push(await mySquads.page(id, 1), await mySquads.owned(id), await mySquads.all(id));
  await activity.rated(squad.id, { raters: 2, count: 2, at: '2026-11-22T20:00:00.000Z' });
  await activity.rated(squad.id, { raters: 1, count: 1, at: '2026-11-22T20:00:01.000Z' });
  await activity.matchChanged(squad.id, '2026-11-22T20:00:02.000Z', true);
  seen.push(await activity.of(squad.id));
  await accounts.changed('leo', { displayName: 'Leo', kind: 'guest' }, 2);
  await accounts.changed('leo', { displayName: '', kind: 'registered' }, 1);
  seen.push(await accounts.find('leo'));
  await accounts.merged('leo', 'owner');
  await accounts.changed('leo', { displayName: 'Leo', kind: 'guest' }, 3);
  seen.push(
    await accounts.find('leo'),
    await squads.delete(squad),
    await squads.delete(after),
    await squads.load(squad.id),
  );
  await activity.forget(squad.id);
  seen.push(await activity.of(squad.id));
  return seen;
}

it('the simulated store answers as DynamoDB’s embedded twin does', async () => {
  const folder = await temporaryFolder();
  const twin = await openDynamoDb({ path: folder.path, tables: TABLES, logger: pino({ level: 'silent' }) });
  const wiring = { onCommit: () => undefined, lag: (seen: () => void) => seen() };
  const tables = new Map(TABLES.map((definition) => [TABLE, createTable(definition, wiring)]));
  const simulated = { send: async (command: object) => execute(tables, command) } as unknown as DynamoDBDocumentClient;
  expect(await seenThrough(simulated)).toEqual(await seenThrough(twin.documents));
  await twin.close();
  await folder.remove();
});
