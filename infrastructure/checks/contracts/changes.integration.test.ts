import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isObject, valueAt } from '../json.ts';
import { contractChanges } from './changes.ts';

const GENERATED = 'contracts/generated';
const here = fileURLToPath(new URL('../../..', import.meta.url));

describe('changes of contracts since the last release', () => {
  let root: string;
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'besteam-contracts-'));
    await mkdir(join(root, GENERATED), { recursive: true });
    for (const name of ['players.openapi.json', 'events.schemas.json']) {
      await cp(join(here, GENERATED, name), join(root, GENERATED, name));
    }
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.org', ...args], { cwd: root });
    git('init', '--quiet');
    git('add', '.');
    git('commit', '--quiet', '--message', 'Release');
    git('tag', 'v1.0.0');
  });
  afterAll(() => rm(root, { recursive: true }));

  type Change = [path: string[], value: unknown];

  /** What the check says once these places of the document hold something else, or nothing; the file is put back. */
  async function afterChange(file: string, ...changes: Change[]): Promise<string> {
    const path = join(root, GENERATED, file);
    const text = await readFile(path, 'utf8');
    const document: unknown = JSON.parse(text);
    for (const [where, value] of changes) {
      const last = where.at(-1) ?? '';
      const owner = valueAt(document, ...where.slice(0, -1));
      if (!isObject(owner)) throw new Error(`there is no ${where.join('.')}`);
      if (value === undefined) delete owner[last];
      else owner[last] = value;
    }
    await writeFile(path, JSON.stringify(document));
    try {
      return (await contractChanges.run(root)).map(({ file: at, message }) => `${at}: ${message}`).join('\n');
    } finally {
      await writeFile(path, text);
    }
  }

  const PLAYERS = 'players.openapi.json';
  const JSON_SCHEMA = ['content', 'application/json', 'schema'];
  const squad = ['paths', '/squads/{squadId}', 'get', 'responses', '200', ...JSON_SCHEMA];
  const creation = ['paths', '/squads', 'post', 'requestBody', ...JSON_SCHEMA];
  const parameter = { name: 'sport', in: 'query', schema: { type: 'string' } };

  it('are none when nothing changed', async () => {
    expect(await contractChanges.run(root)).toEqual([]);
  });

  it('are welcome when something is added', async () => {
    const answer = { 200: { description: 'all' } };
    const found = await afterChange(
      PLAYERS,
      [['paths', '/leagues'], { get: { operationId: 'listLeagues', responses: answer } }],
      [['paths', '/squads/{squadId}', 'parameters'], [parameter]],
      [[...squad, 'properties', 'motto'], { type: 'string' }],
      [[...creation, 'properties', 'motto'], { type: 'string' }],
      [[...creation, 'properties', 'name', 'maxLength'], 1000],
    );
    expect(found).toBe('');
  });

  it.each<[string, Change, RegExp]>([
    ['an operation is gone', [['paths', '/squads', 'get'], undefined], /GET \/squads is gone/],
    ['an operation has another name', [['paths', '/squads', 'get', 'operationId'], 'all'], /another operationId/],
    ['an answer lost a field', [[...squad, 'properties', 'code'], undefined], /GET .*200\.code is gone/],
    ['a field may be absent now', [[...squad, 'required'], ['id']], /200\.name may be absent now/],
    ['a field has another type', [[...squad, 'properties', 'name'], { type: 'number' }], /200\.name: type "string"/],
    ['a name must be shorter', [[...creation, 'properties', 'name', 'maxLength'], 3], /body\.name: maxLength/],
    ['a field is taken no more', [[...creation, 'properties', 'name'], undefined], /POST .*body\.name is gone/],
    [
      'a field is required now',
      [
        [...creation, 'required'],
        ['name', 'sport'],
      ],
      /body\.sport is required now/,
    ],
    [
      'a parameter is required now',
      [['paths', '/squads/{squadId}', 'parameters'], [{ ...parameter, required: true }]],
      /query parameter sport is new and required/,
    ],
    [
      'strangers may not ask any more',
      [['paths', '/invitations/{code}', 'get', 'security'], undefined],
      /wants a session/,
    ],
  ])('are refused when %s', async (_name, change, words) => {
    expect(await afterChange(PLAYERS, change)).toMatch(words);
  });

  it('are refused when an event is gone, or lost a field', async () => {
    const type = 'besteam.squad.changed.v1';
    expect(await afterChange('events.schemas.json', [[type], undefined])).toContain(`${type} is gone`);
    const fields = [type, 'properties', 'data', 'properties'];
    expect(await afterChange('events.schemas.json', [[...fields, 'version'], undefined])).toContain('.version is gone');
  });
});
