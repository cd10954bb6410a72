import { readFile } from 'node:fs/promises';
import { temporaryFolder } from '@besteam/service-kit/testing';
import { freePort } from '@besteam/service-kit/testing/servers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type Standalone, startStandalone } from '../../standalone/src/standalone.ts';
import { trustingFetch } from '../../standalone/test/trusting-fetch.ts';
import { metricsIn } from './promql.ts';

interface Dashboard {
  panels: { type: string; title: string; targets?: { expr: string }[] }[];
  templating: { list: { query: string | { query: string } }[] };
}
interface Rules {
  groups: { rules: { alert: string; expr: string; labels: { severity: string }; annotations: object }[] }[];
}

const read = (name: string) => readFile(new URL(name, import.meta.url), 'utf8');
const dashboard = JSON.parse(await read('dashboard.json')) as Dashboard;
const rules = (parse(await read('alerts.yaml')) as Rules).groups.flatMap(({ rules: ofGroup }) => ofGroup);
/** Prometheus makes the first one itself; kube-state-metrics tells of a cluster's jobs. */
const OF_OTHERS = ['up', 'kube_cronjob_status_last_successful_time'];

describe('a running Besteam', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let besteam: Standalone;
  let exposed: string;
  let names: Set<string>;
  beforeAll(async () => {
    folder = await temporaryFolder();
    const env = { DATA_DIR: folder.path, PORT: String(await freePort()), HOST: 'localhost', LOG_LEVEL: 'silent' };
    besteam = await startStandalone(env);
    const { fetch, close } = trustingFetch(besteam.caFile ?? '');
    exposed = await (await fetch(`${besteam.origin}/metrics`)).text();
    await close();
    names = new Set(OF_OTHERS);
    for (const [, name = '', type] of exposed.matchAll(/^# TYPE (\S+) (\S+)$/gm)) {
      for (const end of type === 'histogram' ? ['_bucket', '_sum', '_count'] : ['']) names.add(name + end);
    }
  });
  afterAll(async () => {
    await besteam.close();
    await folder.remove();
  });

  it.each(rules)('has every metric of the alert $alert', ({ expr, labels, annotations }) => {
    expect(metricsIn(expr).filter((name) => !names.has(name))).toEqual([]);
    expect(metricsIn(expr)).not.toEqual([]);
    expect(['page', 'ticket']).toContain(labels.severity);
    expect(Object.keys(annotations)).toEqual(['summary', 'description']);
  });

  const panels = dashboard.panels.filter(({ type }) => type !== 'row');
  it.each(panels)('has every metric of the panel $title', ({ targets = [] }) => {
    expect(targets.flatMap(({ expr }) => metricsIn(expr)).filter((name) => !names.has(name))).toEqual([]);
    expect(targets.flatMap(({ expr }) => metricsIn(expr))).not.toEqual([]);
  });

  it('says of its outboxes and queues that nothing waits', () => {
    for (const outbox of ['users', 'players.squads', 'matches']) {
      expect(exposed).toContain(`besteam_outbox_pending{outbox="${outbox}"} 0`);
      expect(exposed).toContain(`besteam_outbox_oldest_seconds{outbox="${outbox}"} 0`);
    }
    for (const queue of ['players.accounts', 'players.activity', 'matches.squads', 'matches.accounts']) {
      for (const state of ['ready', 'retrying', 'dead']) {
        expect(exposed).toContain(`besteam_queue_events{queue="${queue}",state="${state}"} 0`);
      }
    }
  });
});
