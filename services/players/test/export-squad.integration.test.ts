import { addPlayers, exportSquad, removePlayer } from '@besteam/contracts/players';
import { describe, expect, it } from 'vitest';
import { aSquad, joins, playerNamed } from './players-system.ts';
import { ana, onEveryStore, system } from './stores.ts';

onEveryStore(() => {
  describe('exportSquad', () => {
    it('writes CSV that no spreadsheet takes for a formula', async () => {
      const squad = await aSquad(ana);
      const players = [
        { name: '=HYPERLINK("x")', positions: ['goalkeeper', 'left-back'] },
        { name: '+Leo' },
        { name: '-1' },
        { name: '@Bea, "B"' },
      ];
      const added = await addPlayers({
        client: ana.client,
        path: { squadId: squad.id },
        body: { players },
        throwOnError: true,
      });
      const leo = await system.guest();
      await joins(leo, squad, playerNamed(added.data, '+Leo'));
      const response = await system.fetchAs(ana.token)(`/squads/${squad.id}/export?format=csv`);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
      expect(response.headers.get('content-disposition')).toBe(`attachment; filename="squad-${squad.id}.csv"`);
      const [header, ...lines] = (await response.text()).split('\r\n');
      expect(header).toBe('id,name,positions,claimed,claimedBy,archivedAt');
      const cells = lines.map((line) => line.slice(line.indexOf(',') + 1));
      expect(cells).toEqual([
        `"'=HYPERLINK(""x"")",goalkeeper left-back,no,,`,
        `'+Leo,,yes,,`,
        `'-1,,no,,`,
        `"'@Bea, ""B""",,no,,`,
        '',
      ]);
    });

    it('writes the whole squad and its members as JSON', async () => {
      const squad = await aSquad(ana, 'Leo', 'Bea');
      const path = { squadId: squad.id };
      await joins(await system.guest(), squad, playerNamed(squad, 'Leo'));
      await removePlayer({
        client: ana.client,
        path: { ...path, playerId: playerNamed(squad, 'Bea') },
        throwOnError: true,
      });
      const { data } = await exportSquad({ client: ana.client, path, query: { format: 'json' } });
      expect(data?.squad).toMatchObject({ id: squad.id, code: squad.code, players: [{ name: 'Leo', claimed: true }] });
      expect(data?.squad.archivedPlayers).toMatchObject([{ name: 'Bea' }]);
      expect(data?.members).toHaveLength(2);
    });

    it('is for the owner, in the formats there are', async () => {
      const squad = await aSquad(ana);
      const [leo, eve] = await Promise.all([system.guest(), system.registered()]);
      await joins(leo, squad);
      const request = { path: { squadId: squad.id }, query: { format: 'json' as const } };
      expect((await exportSquad({ ...request, client: leo.client })).response?.status).toBe(403);
      expect((await exportSquad({ ...request, client: eve.client })).response?.status).toBe(404);
      expect((await exportSquad({ ...request, client: system.visitor })).response?.status).toBe(401);
      const xml = await system.fetchAs(ana.token)(`/squads/${squad.id}/export?format=xml`);
      expect(xml.status).toBe(400);
    });
  });
});
