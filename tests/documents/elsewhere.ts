/**
 * Commands that no pipeline runs by their name but a test or a stage of the gate does: where, and how the same program is
 * called there. A script of package.json must name that program too.
 */
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
  'npm run start:services': { test: 'standalone/test/services.integration.test.ts', as: 'src/main-services.ts' },
  'npm run deletions': { test: 'standalone/test/operators-programs.ts', as: 'messaging/deletions.ts' },
  'npm run delete-again': { test: 'standalone/test/operators-programs.ts', as: 'src/delete-again.ts' },
  'npm start -w services/users': { test: 'services/users/test/main.integration.test.ts', as: 'src/main.ts' },
  'npm start -w services/players': { test: 'standalone/src/services.ts', as: 'src/main.ts' },
  'node main.mjs': { test: 'services/users/Dockerfile', as: '"main.mjs"' },
  'node migrate.mjs': { test: 'infrastructure/helm/service/templates/migration.yaml', as: 'migrate.mjs' },
  'node src/migrate.ts': { test: 'services/users/test/migrations.integration.test.ts', as: 'src/migrate.ts' },
  'node src/main.ts': { test: 'services/users/test/main.integration.test.ts', as: 'src/main.ts' },
  'node infrastructure/pipelines/smoke.ts': {
    test: 'standalone/test/readme.integration.test.ts',
    as: 'infrastructure/pipelines/smoke.ts',
  },
  'node /app/infrastructure/images/wait-for-it.ts': {
    test: 'infrastructure/images/images.integration.test.ts',
    as: 'wait-for-it.ts',
  },
  'infrastructure/minikube.sh': { test: 'infrastructure/test/minikube.integration.test.ts', as: 'minikube.sh' },
};

/** Blocks that a test reads from their document and runs, by the name that stands before them. */
export const AS_WRITTEN: Record<string, string> = {
  tour: 'standalone/test/readme.integration.test.ts',
  restore: 'standalone/test/restore.integration.test.ts',
};

/** Commands for an operator, who has a cluster or an account: `operators.integration.test.ts` puts each to whoever knows it. */
export const JUDGED = {
  'kubectl and Helm': /^(?:kubectl|helm) /,
  'the AWS CLI': /^aws /,
  'aws.sh': /^infrastructure\/aws\.sh /,
  'openssl and jq': /^(?:openssl|jq) /,
  "Debian's packages": /^apt-get install /,
};

/** Commands for a Docker daemon: the container stage of the gate has one, and runs them. */
export const BY_THE_CONTAINER_STAGE = {
  'docker compose': /^docker compose /,
  'dockerize.sh': /(?:^|\/)dockerize\.sh$/,
  'docker build': /^docker build -f services\/<name>\/Dockerfile /,
};

/** What nothing runs, and why. */
export const BY_HAND: Record<string, string> = {
  'npm run format': 'writes what `npm run lint` then finds nothing in',
  'npm run font -w frontend': 'makes anew from its source what is committed',
  'npm run images -w frontend': 'makes anew from their sources what is committed',
  'npx lefthook install': 'sets up a checkout of somebody else',
  'git clone https://…': 'a part that leaves the repository leaves it once, for a place that there is not yet',
  'git filter-repo': 'the same, with a program of its own',
  'git subtree split': 'the same',
  'git push https://…': 'the same',
};
