import type { Snapshots } from '../../application/ports.ts';
import type { Snapshot } from '../../domain/published-levels.ts';
import { type Items, squadKey } from './items.ts';

const LEVELS = 'LEVELS';

/** The squad's snapshot of levels in DynamoDB, one item. */
export function dynamoSnapshots(items: Items): Snapshots {
  return {
    async find(squadId) {
      const item = await items.read({ pk: squadKey(squadId), sk: LEVELS });
      return item?.doc === undefined ? undefined : (JSON.parse(item.doc) as Snapshot);
    },
    save(snapshot) {
      const { squadId, version } = snapshot;
      return items.write({ pk: squadKey(squadId), sk: LEVELS, version, doc: snapshot });
    },
  };
}
