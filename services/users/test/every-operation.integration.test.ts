import contract from '@besteam/contracts/users.openapi.json' with { type: 'json' };
import { describeEveryOperation } from '@besteam/service-kit/testing/suites';
import { startUsers } from './users-under-test.ts';

describeEveryOperation({
  contract,
  start: (platform) => startUsers('PGlite', { platform }),
  tokenFrom: async (users) => (await users.register()).token,
});
