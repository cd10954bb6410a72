import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { platformSettings } from '@besteam/service-kit/server';
import { describe, expect, it } from 'vitest';
import { edgeSettings } from '../../packages/edge/src/config.ts';
import { matchesSettings } from '../../services/matches/src/config.ts';
import { playersSettings } from '../../services/players/src/config.ts';
import { usersSettings } from '../../services/users/src/config.ts';
import { ROOT } from './documents.ts';

/** What the test needs of a Zod object. */
interface Settings {
  shape: object;
  toJSONSchema(how: { io: 'input'; unrepresentable: 'any' }): { properties?: Record<string, unknown> };
}

const OF_EVERY_SERVICE = Object.keys(platformSettings.shape);

describe.each([
  ['packages/service-kit', platformSettings, []],
  ['packages/edge', edgeSettings, OF_EVERY_SERVICE],
  ['services/users', usersSettings, []],
  ['services/players', playersSettings, []],
  ['services/matches', matchesSettings, []],
] as [string, Settings, string[]][])('the table of %s', (folder, settings, elsewhere) => {
  const rows = rowsOf(readFileSync(join(ROOT, folder, 'README.md'), 'utf8'));

  it('names every variable that is read, and no other', () => {
    const own = Object.keys(settings.shape).filter((name) => !elsewhere.includes(name));
    expect([...rows.keys()].filter((name) => !elsewhere.includes(name)).toSorted()).toEqual(own.toSorted());
  });

  it('tells the defaults as they are', () => {
    const said = Object.entries(defaultsOf(settings)).filter(([name, value]) => value !== '' && rows.has(name));
    expect(said.map(([name]) => [name, rows.get(name)])).toEqual(said.map(([name, value]) => [name, String(value)]));
  });
});

/** Variable → default, of the tables whose first column names variables; a row may name several. */
function rowsOf(readme: string): Map<string, string> {
  const rows = [...readme.matchAll(/^\| ((?:`[A-Z_]+` ?)+)\| +(.+?) +\|/gm)].filter(([row]) =>
    /`[A-Z]+_[A-Z_]+`|`(?:HOST|PORT)`/.test(row),
  );
  return new Map(
    rows.flatMap(([, names = '', value = '']) =>
      [...names.matchAll(/`([A-Z_]+)`/g)].map(([, name = '']) => [name, value.replaceAll('`', '')] as const),
    ),
  );
}

function defaultsOf(settings: Settings): Record<string, unknown> {
  const { properties = {} } = settings.toJSONSchema({ io: 'input', unrepresentable: 'any' });
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, property]) =>
      typeof property === 'object' && property !== null && 'default' in property ? [[name, property.default]] : [],
    ),
  );
}
