import { expect, it } from 'vitest';
import { aSquad } from '../../../test/squad-builder.ts';
import { squadDto } from './squad-dto.ts';
import { squadJson } from './squad-json.ts';

it('says to every member what the squad is to him, however often and in whatever order they ask', () => {
  const squad = aSquad({ members: 4, organisers: ['member-1'], players: ['Leo'] });
  const claimed = { ...squad.members['member-2'], playerId: 'player-0' } as (typeof squad.members)[string];
  const found = { squad: { ...squad, members: { ...squad.members, 'member-2': claimed } }, activity: { raters: 3 } };
  for (const accountId of ['owner', 'member-3', 'member-2', 'member-1', 'owner', 'member-2', 'member-3']) {
    expect(JSON.parse(squadJson(found, accountId))).toEqual(squadDto(found, accountId));
  }
});
