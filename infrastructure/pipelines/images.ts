const EVERY_IMAGE = [
  'package.json',
  'package-lock.json',
  'contracts/generated/',
  'packages/service-kit/',
  'infrastructure/images/',
  'infrastructure/helm/parts/',
  'infrastructure/pipelines/',
];
const EVERY_SERVICE = [...EVERY_IMAGE, 'infrastructure/helm/service/'];

/** The images of the system, in the order in which they are deployed, and the paths that each is made and installed from. */
export const IMAGES: Record<string, string[]> = {
  users: [...EVERY_SERVICE, 'services/users/', 'infrastructure/helm/values/pre/users.yaml'],
  players: [...EVERY_SERVICE, 'services/players/', 'infrastructure/helm/values/pre/players.yaml'],
  matches: [...EVERY_SERVICE, 'services/matches/', 'packages/balancer/', 'infrastructure/helm/values/pre/matches.yaml'],
  frontend: [
    ...EVERY_IMAGE,
    'frontend/',
    'packages/edge/',
    'packages/balancer/',
    'infrastructure/helm/frontend/',
    'infrastructure/helm/values/pre/frontend.yaml',
  ],
};

/** Whether an image is another one after these files have changed. */
export function isAffected(image: string, changed: string[]): boolean {
  const sources = IMAGES[image] ?? [];
  return changed.some((file) =>
    sources.some((source) => (source.endsWith('/') ? file.startsWith(source) : file === source)),
  );
}
