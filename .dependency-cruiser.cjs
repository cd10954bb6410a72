/** The import rules of docs/architecture.md as a failing check. */
const service = '^services/([^/]+)/src';
/** Tests, the suites that several of them share, and the programs that they start. */
const TRIED_WITH = '(\\.test\\.ts$|-suite(/|\\.ts$)|-child\\.ts$)';

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'domain-is-pure',
      comment: 'The domain imports nothing but itself and the engine.',
      severity: 'error',
      from: { path: `${service}/domain/` },
      to: { pathNot: ['^services/$1/src/domain/', '^packages/balancer/'] },
    },
    {
      name: 'application-knows-domain-and-ports',
      severity: 'error',
      from: { path: `${service}/application/` },
      to: { pathNot: ['^services/$1/src/(domain|application)/', '^packages/balancer/'] },
    },
    {
      name: 'adapters-do-not-wire',
      comment: 'Only app.ts and main.ts read the configuration; adapters get what they need as arguments.',
      severity: 'error',
      from: { path: `${service}/adapters/` },
      to: { path: `${service}/(app|main|config)\\.ts$` },
    },
    {
      name: 'only-the-root-reads-config',
      severity: 'error',
      from: { path: `${service}/`, pathNot: `${service}/(app|main|migrate|delete-again|index)\\.ts$` },
      to: { path: `${service}/config\\.ts$` },
    },
    {
      name: 'services-are-independent',
      severity: 'error',
      from: { path: '^services/([^/]+)/' },
      to: { path: '^services/', pathNot: '^services/$1/' },
    },
    {
      name: 'chassis-knows-no-service',
      severity: 'error',
      from: { path: '^packages/service-kit/' },
      to: { path: '^(services|standalone|frontend)/' },
    },
    {
      name: 'engine-stands-alone',
      severity: 'error',
      from: { path: '^packages/balancer/src/' },
      to: { pathNot: '^packages/balancer/src/' },
    },
    {
      name: 'web-app-sees-contracts-and-engine-only',
      severity: 'error',
      from: { path: '^frontend/src' },
      to: { path: '^(services|standalone|packages/service-kit)/' },
    },
    {
      name: 'tests-are-not-shipped',
      severity: 'error',
      from: { path: '/src/', pathNot: TRIED_WITH },
      to: { path: TRIED_WITH },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(\\.test\\.ts$|/dist/|/build/|/\\.svelte-kit/|/generated/)' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
