// Says what this machine can run, and what is missing for the rest. It runs before `npm ci` too, on any Node.
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const PLACES = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin'];
const NEEDS = {
  node: { has: () => Number(process.versions.node.split('.')[0]) >= 20, how: 'install Node.js 20 or newer' },
  packages: { has: () => existsSync('node_modules/.package-lock.json'), how: 'npm ci' },
  web: { has: () => existsSync('frontend/build/index.html'), how: 'npm run build' },
  chromium: { has: () => onPath('chromium'), how: 'apt-get install chromium' },
  redis: { has: () => 'REDIS_URL' in process.env || onPath('redis-server'), how: 'apt-get install redis-server' },
  rabbitmq: {
    has: () => 'RABBITMQ_URL' in process.env || onPath('rabbitmq-server'),
    how: 'apt-get install rabbitmq-server',
  },
  java: { has: () => onPath('java'), how: 'apt-get install default-jre-headless (11 or newer, for DynamoDB Local)' },
  curl: { has: () => onPath('curl'), how: 'apt-get install curl' },
  docker: { has: () => onPath('docker'), how: 'install Docker' },
  minikube: { has: () => onPath('minikube'), how: 'install Minikube' },
  kubectl: { has: () => onPath('kubectl'), how: 'install kubectl' },
  helm: { has: () => onPath('helm'), how: 'install Helm 4' },
  aws: { has: () => onPath('aws'), how: 'install the AWS CLI 2' },
};
const ENGINES = ['redis', 'rabbitmq', 'java', 'curl'];
const FOR = {
  'npm start, npm run demo': ['node', 'packages', 'web'],
  'npm run dev, npm run check, npm run test:unit': ['node', 'packages'],
  'npm run test:integration with every engine': ['node', 'packages', ...ENGINES],
  'npm test, npm run test:e2e, npm run screenshots, npm run lighthouse': ['node', 'packages', 'chromium', ...ENGINES],
  'npm run test:chaos, npm run bench': ['node', 'packages', ...ENGINES],
  'docker compose up in infrastructure/compose, npm run check:containers': ['docker'],
  'infrastructure/minikube.sh': ['minikube', 'kubectl', 'helm', 'docker'],
  'infrastructure/aws.sh': ['aws', 'kubectl', 'helm'],
};
const ESSENTIAL = ['node', 'packages', 'web'];

function onPath(program) {
  return PLACES.some((place) => {
    try {
      accessSync(join(place, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

const lacks = new Set(Object.keys(NEEDS).filter((need) => !NEEDS[need].has()));
for (const [what, needs] of Object.entries(FOR)) {
  const missing = needs.filter((need) => lacks.has(need));
  console.log(`${missing.length === 0 ? '✓' : '✗'} ${what}`);
  for (const need of missing) console.log(`    ${need}: ${NEEDS[need].how}`);
}
process.exitCode = ESSENTIAL.some((need) => lacks.has(need)) ? 1 : 0;
