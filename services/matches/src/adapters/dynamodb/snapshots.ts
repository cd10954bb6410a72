import type { Snapshots } from '../../application/ports.ts';
import type { Snapshot } from '../../domain/published-levels.ts';
import { type Items, squadKey } from './items.ts';
import { isBuried } from './squads.ts';

const LEVELS = 'LEVELS';

/**
 * The squad's snapshot of levels in DynamoDB, one item. Nobody is told of it, so the outbox does not look after it: one
 * that was saved while its squad was being deleted is removed here, at once.
 */
export function dynamoSnapshots(items: Items, purge: (squadId: string) => Promise<void>): Snapshots {
  return {
    async find(squadId) {
      const item = await items.read({ pk: squadKey(squadId), sk: LEVELS });
      return item?.doc === undefined ? undefined : (JSON.parse(item.doc) as Snapshot);
    },
    async save(snapshot) {
      const { squadId, version } = snapshot;
      const saved = await items.write({ pk: squadKey(squadId), sk: LEVELS, version, doc: snapshot });
      if (await isBuried(items, squadId)) await purge(squadId);
      return saved;
    },
  };
}
