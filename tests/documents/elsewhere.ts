/** Commands that no pipeline runs by their name but a test or an image does: where, and how the same program is called there. */
export const BY_A_TEST: Record<string, { test: string; as: string }> = {
  'npm run dev': { test: 'tests/documents/dev.integration.test.ts', as: "'dev'" },
  'npm run dev -w frontend': { test: 'tests/documents/dev.integration.test.ts', as: "'dev'" },
  'npm run demo': { test: 'standalone/test/readme.integration.test.ts', as: 'src/demo.ts' },
  'npm run doctor': { test: 'tests/documents/doctor.integration.test.ts', as: '.ci/doctor.mjs' },
  'npm run generate': { test: 'contracts/test/generated.integration.test.ts', as: 'scripts/generate.ts' },
  'npm run dead-letters': {
    test: 'packages/service-kit/src/messaging/dead-letters.integration.test.ts',
    as: 'dead-letters.ts',
  },
  'npm run start:services': { test: 'tests/e2e/on-services.ts', as: 'startServices' },
  'npm run deletions': { test: 'standalone/test/restore-story.ts', as: 'messaging/deletions.ts' },
  'npm run delete-again': { test: 'standalone/test/restore-story.ts', as: 'src/delete-again.ts' },
  'node main.mjs': { test: 'services/users/Dockerfile', as: '"main.mjs"' },
  'node migrate.mjs': { test: 'infrastructure/helm/service/templates/migration.yaml', as: 'migrate.mjs' },
  'npm start -w services/users': { test: 'services/users/test/main.integration.test.ts', as: 'src/main.ts' },
  'node src/migrate.ts': { test: 'services/users/test/migrations.integration.test.ts', as: 'src/migrate.ts' },
  'node src/main.ts': { test: 'services/users/test/main.integration.test.ts', as: 'src/main.ts' },
  'node /app/infrastructure/images/wait-for-it.ts': {
    test: 'infrastructure/images/images.integration.test.ts',
    as: 'wait-for-it.ts',
  },
};

/** Commands that write what is in the repository already, or that set a machine up: run by whoever means to change it. */
export const BY_HAND = [
  'npm run format',
  'npm run font -w frontend',
  'npm run images -w frontend',
  'npx lefthook',
  'apt-get install',
];

/** Commands for an operator, who has what a test has not: a daemon, a cluster, an account. */
export const BY_AN_OPERATOR =
  /^(?:docker|helm|kubectl|aws) |(?:^|\/)(?:aws|minikube|deploy|dockerize|compose-plugin|base-image)\.sh\b|^node infrastructure\/pipelines\/smoke\.ts /;
