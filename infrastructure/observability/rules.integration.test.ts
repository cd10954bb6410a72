import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseYaml } from '../checks/files.ts';
import { isObject, type Json, listAt, objectAt, textAt } from '../checks/json.ts';
import { helm } from '../checks/manifests/cluster-programs.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const file: unknown = parse(await readFile(at('alerts.yaml'), 'utf8'));
const rules = listAt(file, 'groups').flatMap((group) => listAt(group, 'rules').filter(isObject));

async function rendered(release: string, chart: string, ...more: string[]): Promise<Json[]> {
  const { failed, output, errors } = await helm('template', release, at(`../helm/${chart}`), ...more);
  if (failed) throw new Error(errors);
  return parseYaml(output).filter(isObject);
}

describe('the alert rules', () => {
  it('are the same in the cluster as in the file', async () => {
    const [rule] = (await rendered('alerts', 'alerts')).filter(({ kind }) => kind === 'PrometheusRule');
    expect(rules).not.toEqual([]);
    expect(objectAt(rule, 'spec')).toEqual(file);
  });

  it('find every service under the name by which they look for it', async () => {
    for (const service of ['users', 'players', 'matches']) {
      const values = ['--values', at(`../helm/values/pro/${service}.yaml`), '--namespace', 'pro'];
      const [monitor] = (await rendered(service, 'service', ...values)).filter(({ kind }) => kind === 'ServiceMonitor');
      const [endpoint] = listAt(monitor, 'spec', 'endpoints');
      expect(listAt(endpoint, 'relabelings')).toEqual([{ targetLabel: 'job', replacement: `besteam-${service}` }]);
    }
    const jobs = rules.flatMap(({ expr }) => [...String(expr).matchAll(/job=~"([^"]*)"/g)].map(([, job]) => job));
    expect(new Set(jobs)).toEqual(new Set(['besteam.*']));
  });

  it('look for the very job that keeps the ledger', async () => {
    const values = ['--values', at('../helm/values/pro/users.yaml'), '--namespace', 'pro'];
    const [job] = (await rendered('users', 'service', ...values)).filter(({ kind }) => kind === 'CronJob');
    const rule = rules.find(({ alert }) => alert === 'BesteamDeletionsNotKept');
    expect(textAt(rule, 'expr')).toContain(`cronjob="${textAt(job, 'metadata', 'name')}"`);
  });
});

const section =
  (await readFile(at('../../docs/operations.md'), 'utf8')).split('## Objectives and alerts')[1]?.split('\n## ')[0] ??
  '';

describe('the objectives in docs/operations.md', () => {
  it('name every alert with its severity, and no other', () => {
    const rows = section.split('\n').filter((line) => /^\| .*`Besteam/.test(line));
    const documented = rows.flatMap((row) => {
      const severity = /\| (page|ticket) \|/.exec(row)?.[1];
      return [...row.matchAll(/`(Besteam\w+)`/g)].map(([, alert]) => `${alert} ${severity}`);
    });
    const ruled = rules.map(({ alert, labels }) => `${alert} ${textAt(labels, 'severity')}`);
    expect(documented.toSorted()).toEqual(ruled.toSorted());
  });

  it.each([
    ['99.9 % of requests', 'BesteamAvailabilityBurnsFast', '14.4 * 0.001'],
    ['99.9 % of requests', 'BesteamAvailabilityBurnsSlowly', '6 * 0.001'],
    ['99 % of answers within 0.5 s', 'BesteamSlow', 'le="0.5"'],
    ['99 % of answers within 0.5 s', 'BesteamSlow', '< 0.99'],
    ['within a minute', 'BesteamOutboxWaits', '> 60'],
    ['no dead letters', 'BesteamDeadLetters', '> 0'],
  ])('promise %s, and %s holds them to %s', (objective, alert, threshold) => {
    expect(section).toContain(objective);
    expect(
      textAt(
        rules.find((rule) => rule['alert'] === alert),
        'expr',
      ),
    ).toContain(threshold);
  });
});
