import eventSchemas from '@besteam/contracts/events.schemas.json' with { type: 'json' };
import contract from '@besteam/contracts/players.openapi.json' with { type: 'json' };
import { startService } from '@besteam/service-kit/testing';
import { describeEveryOperation } from '@besteam/service-kit/testing/suites';
import { createPlayers } from '../src/app.ts';
import { playersSettings } from '../src/config.ts';

describeEveryOperation({
  contract,
  start: (settings) =>
    startService({ create: (platform) => createPlayers(playersSettings.parse({}), platform), eventSchemas, settings }),
  tokenFrom: async ({ mint }) => (await mint.account('registered')).token,
});
