import { matchesTable } from '../../services/matches/src/adapters/dynamodb/tables.ts';
import { TABLE, TABLES } from '../../services/players/src/adapters/dynamodb/tables.ts';
import { type SimulatedDatabase, simulatedDatabase } from './accounts/database.ts';
import { type SimulatedBus, simulatedBus } from './bus/bus.ts';
import { type Deployment, deploy } from './deployment/deployment.ts';
import { type Network, network } from './deployment/network.ts';
import { MATCHES_TABLE } from './deployment/replicas.ts';
import { type Chronicle, chronicle } from './invariants/chronicle.ts';
import { type Ledger, openLedger } from './invariants/ledger.ts';
import { wrongMatchesWrite } from './invariants/match-writes.ts';
import { wrongSquadWrite } from './invariants/squad-writes.ts';
import { createKernel, type Kernel, type Machine } from './kernel/kernel.ts';
import { live } from './kernel/time-and-chance.ts';
import { someWeather, type Weather } from './kernel/weather.ts';
import type { Plant } from './plants.ts';
import { type State, stateOf } from './state.ts';
import { type SimulatedDynamoDb, simulatedDynamoDb } from './store/documents.ts';
import type { Commit } from './store/table.ts';

/** Everything there is in one history. */
export interface World {
  kernel: Kernel;
  weather: Weather;
  bus: SimulatedBus;
  network: Network;
  deployment: Deployment;
  state: State;
  ledger: Ledger;
  chronicle: Chronicle;
  /** What should never have been. */
  wrong: string[];
}

/** Puts the three services on simulated stores, bus and clock, all of it following from the seed. */
export function createWorld(
  seed: number,
  { tamper = (command) => command, bus: planted = (bus) => bus }: Plant = {},
): World {
  const kernel = createKernel(seed);
  live(kernel);
  const { random } = kernel;
  const weather = someWeather(random);
  const written = chronicle();
  const wrong: string[] = [];

  const perhapsDies = (machine: Machine, probability: number, withinMs: number) => {
    if (random.chance(probability)) deployment.die(machine, random.next() * withinMs);
  };
  const onCommit = (commit: Commit) => {
    kernel.trace.add('commit', commit.table, commit.key, String(commit.after?.['version']));
    kernel.trace.note(() => commit.after);
    written.add(commit);
    if (commit.table === TABLE) wrong.push(...wrongSquadWrite(commit));
    else wrong.push(...wrongMatchesWrite(commit, (squadId) => state.isDeleted(squadId)));
  };
  const onWritten = (machine: Machine) => perhapsDies(machine, weather.deathAtWrite, 0.4);
  const common = { kernel, weather, onCommit, onWritten, tamper };
  const players: SimulatedDynamoDb = simulatedDynamoDb({ ...common, definitions: TABLES });
  const matches: SimulatedDynamoDb = simulatedDynamoDb({ ...common, definitions: [matchesTable(MATCHES_TABLE)] });
  const database: SimulatedDatabase = simulatedDatabase(kernel, weather, onWritten);
  const bus = simulatedBus({
    kernel,
    weather,
    onAccepted: (machine) => perhapsDies(machine, weather.deathAtPublication, 0.4),
    onTaken: (machine) => perhapsDies(machine, weather.deathAtConsumption, 15),
  });
  const state = stateOf({ players, matches, database });
  const net = network(kernel, weather, () => deployment);
  const deployment: Deployment = deploy({
    kernel,
    weather,
    replicas: { users: 1 + random.below(2), players: 1 + random.below(2), matches: 1 + random.below(2) },
    busOf: (machine, logger) => planted(bus.busOf(machine, logger)),
    groundOf: (machine) => ({
      database,
      players,
      matches,
      fetch: net.fetchOf(machine),
    }),
  });
  return { kernel, weather, bus, network: net, deployment, state, ledger: openLedger(), chronicle: written, wrong };
}
