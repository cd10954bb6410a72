import { cellsOf, costOf, PARTS, totalOf } from './cost.ts';
import { matchesCost } from './functions.ts';
import { hottestShard, limitsOf } from './limits.ts';
import { CELL, type Need, needOf } from './model.ts';
import { PRICES_OF } from './prices.ts';

export const STEPS = [1, 1000, 100_000, 10_000_000];

const number = (value: number, digits = 3): string =>
  new Intl.NumberFormat('en', { maximumSignificantDigits: digits }).format(value).replaceAll(',', ' ');
const percent = (used: number): string => `${number(used * 100, 2)} %`;

/** Markdown: what so many squads need on Thursday evening, what it costs, and what breaks first. */
export function report(steps: readonly number[] = STEPS): string {
  const cells = steps.map((squads) => needOf(squads / cellsOf(squads)));
  const each = (of: (need: Need) => string) => cells.map(of);
  return [
    `Thursday evening, in each cell of ${number(CELL)} squads at most:`,
    table([
      ['squads', ...steps.map((squads) => number(squads))],
      ['cells', ...steps.map((squads) => number(cellsOf(squads)))],
      ['requests / writes a second', ...each(({ requests, writes }) => `${number(requests)} / ${number(writes)}`)],
      ['open streams', ...each(({ streams }) => number(streams))],
      ['replicas of users, players, matches', ...each(({ replicas }) => Object.values(replicas).join(', '))],
      ['DynamoDB units a second, read / write', ...each((of) => `${number(of.readUnits)} / ${number(of.writeUnits)}`)],
      ['… of the hottest key, write', ...each((need) => number(hottestShard(need)))],
      ['GB in tables after a year', ...each((need) => number(need.tableGigabytesAfterAYear))],
      ['PostgreSQL, transactions a second', ...each((of) => `${of.database.name}, ${number(of.databaseTransactions)}`)],
      ['GB in PostgreSQL', ...each(({ databaseGigabytes }) => number(databaseGigabytes))],
      ['RabbitMQ, published / delivered a second', ...each(messages)],
      ['Valkey', ...each(({ cache }) => cache.name)],
      ['Mbit/s out', ...each(({ megabitsOut }) => number(megabitsOut))],
    ]),
    `Dollars a month, all cells, at prices of ${PRICES_OF}:`,
    table([
      ['squads', ...steps.map((squads) => number(squads))],
      ...PARTS.map((part) => [part, ...steps.map((squads) => number(costOf(squads)[part]))]),
      ['total', ...steps.map((squads) => number(totalOf(costOf(squads))))],
      ['a squad', ...steps.map((squads) => number(totalOf(costOf(squads)) / squads, 2))],
    ]),
    'How much of each limit is used if all squads stay in one cell; beyond 100 % it has broken:',
    limits(steps),
    'The matches service alone, dollars a month:',
    table([
      ['squads', ...steps.map((squads) => number(squads))],
      ['in containers', ...steps.map((squads) => number(matchesCost(squads).containers))],
      ['as functions', ...steps.map((squads) => number(matchesCost(squads).functions))],
    ]),
  ].join('\n\n');
}

const messages = ({ broker, published, delivered }: Need) =>
  `${broker.name}, ${number(published)} / ${number(delivered)}`;

function limits(steps: readonly number[]): string {
  const all = steps.map((squads) => limitsOf(needOf(squads)));
  const names = (all.at(-1) ?? []).map(({ what }) => what);
  const used = (what: string) => all.map((one) => percent(one.find((limit) => limit.what === what)?.used ?? 0));
  return table([['squads', ...steps.map((squads) => number(squads))], ...names.map((what) => [what, ...used(what)])]);
}

function table([head = [], ...rows]: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}
