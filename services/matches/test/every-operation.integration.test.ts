import eventSchemas from '@besteam/contracts/events.schemas.json' with { type: 'json' };
import contract from '@besteam/contracts/matches.openapi.json' with { type: 'json' };
import { startService } from '@besteam/service-kit/testing';
import { describeEveryOperation } from '@besteam/service-kit/testing/suites';
import { createMatches, matchesSettings } from '../src/index.ts';

describeEveryOperation({
  contract,
  start: (settings) =>
    startService({ create: (platform) => createMatches(matchesSettings.parse({}), platform), eventSchemas, settings }),
  tokenFrom: async ({ mint }) => (await mint.account('registered')).token,
});
