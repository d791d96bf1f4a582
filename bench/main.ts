import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measureIdle } from './measure-idle.ts';
import { measureIdleSweep, renderIdleSweep } from './measure-idle-sweep.ts';
import { judgeRouting, measureRouting, renderRouting } from './measure-routing.ts';
import { measureWidget } from './measure-widget.ts';
import { measureTraffic } from './measure-traffic.ts';
import { parseOptions, USAGE, type BenchOptions } from './options.ts';
import { serverEntry } from './peers/server-entry.ts';
import { startPeer } from './peers/start-peer.ts';
import type { Peer } from './peers/peer.ts';
import { judge } from './report/budgets.ts';
import { describeCommit, describeMachine } from './report/machine.ts';
import { measuresOf } from './report/measures.ts';
import { judgeWidget, renderWidget } from './widget/widget-figures.ts';
import { renderTable, renderVerdicts } from './report/table.ts';

const RESULTS = join(import.meta.dirname, 'results');
const say = (text: string) => process.stdout.write(`${text}\n`);

function readOptions(): BenchOptions {
  try {
    return parseOptions(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${USAGE}\n`);
    process.exit(2);
  }
}

async function startPeers(options: BenchOptions): Promise<Peer[]> {
  const entry = serverEntry(options.source);
  const peers: Peer[] = [];
  try {
    for (const name of options.only) {
      say(`starting ${name}`);
      peers.push(await startPeer(name, { ...options, entry }));
    }
    return peers;
  } catch (error) {
    for (const peer of peers) await peer.stop();
    throw error;
  }
}

async function sweep(conversations: number): Promise<void> {
  const machine = describeMachine();
  const report = await measureIdleSweep(conversations, say);
  const at = new Date().toISOString();
  const told = { at, commit: describeCommit(), machine, conversations, ...report };
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(join(RESULTS, 'idle-sweep.json'), `${JSON.stringify(told, null, 2)}\n`);
  say(`${renderIdleSweep(report)}\n${machine.cores} cores, load before ${machine.loadBefore.toFixed(1)}`);
}

async function route({ routingSeconds, nodeOptions, assert }: BenchOptions): Promise<void> {
  const machine = describeMachine();
  const report = await measureRouting(routingSeconds, nodeOptions, say);
  const verdict = judgeRouting(report);
  const told = { at: new Date().toISOString(), commit: describeCommit(), machine, verdict, ...report };
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(join(RESULTS, 'routing.json'), `${JSON.stringify(told, null, 2)}\n`);
  say(`${renderRouting(report)}\n\n${renderVerdicts([verdict])}\n`);
  if (assert && !verdict.holds) process.exitCode = 1;
}

async function widget({ rounds, assert }: BenchOptions): Promise<void> {
  if (!process.env.BELLHOP_DIST) serverEntry(false);
  const machine = describeMachine();
  const report = await measureWidget(rounds, say);
  const verdicts = judgeWidget(report.widgets);
  const told = { at: new Date().toISOString(), commit: describeCommit(), machine, verdicts, ...report };
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(join(RESULTS, 'widget.json'), `${JSON.stringify(told, null, 2)}\n`);
  say(`\n${renderWidget(report.widgets)}\n\n${renderVerdicts(verdicts)}\n`);
  say(
    `Chromium ${report.chromium}, ${machine.cores} cores (${machine.cpu}), load before ${machine.loadBefore.toFixed(1)}`,
  );
  if (assert && verdicts.some(({ holds }) => !holds)) process.exitCode = 1;
}

async function main(): Promise<void> {
  const options = readOptions();
  if (options.widget) return widget(options);
  if (options.idleSweep > 0) return sweep(options.idleSweep);
  if (options.routing) return route(options);
  const begun = Date.now();
  const machine = describeMachine();
  const peers = await startPeers(options);
  try {
    const idle = await measureIdle(peers, options, say);
    const traffic = await measureTraffic(peers, options, say);
    const measures = peers.map(({ name }) => measuresOf(name, traffic.get(name) ?? [], idle.get(name) ?? []));
    const verdicts = judge(measures);
    const postgres = peers.find(({ postgresVersion }) => postgresVersion)?.postgresVersion ?? null;
    const seconds = (Date.now() - begun) / 1000;
    const report = {
      at: new Date().toISOString(),
      commit: describeCommit(),
      seconds,
      postgres,
      machine,
      options,
      verdicts,
      measures,
    };
    mkdirSync(RESULTS, { recursive: true });
    writeFileSync(join(RESULTS, 'latest.json'), `${JSON.stringify(report, null, 2)}\n`);
    say(`\n${renderTable(measures)}\n\n${renderVerdicts(verdicts)}\n`);
    say(
      `${machine.cores} cores (${machine.cpu}), Node ${machine.node}, Postgres ${postgres ?? '–'}, load before ${machine.loadBefore.toFixed(1)}, ${Math.round(seconds)} s`,
    );
    if (options.assert && verdicts.some(({ holds }) => !holds)) process.exitCode = 1;
  } finally {
    for (const peer of peers) await peer.stop();
  }
  await route(options);
}

// Ending by `exit` lets what was started beside us be ended too.
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));
await main();
