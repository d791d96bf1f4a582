import type { Database } from '../db/database.ts';
import type { RoutingNode } from './routing-acts.ts';
import { readRoutingReport, type RoutingReport } from './routing-report.ts';
import { seedRoutingDay } from './routing-seed.ts';
import { WorkingDay } from './working-day.ts';

export interface RoutingPlan {
  chats: number;
  agents: number;
  /** Chats that come in one round. */
  atOnce: number;
  /** How long nothing may end after the last chat came, until what is left counts as lost. */
  patienceMs: number;
}

/**
 * A working day in fast motion: chats come, agents come, go and vanish, accept, decline and let pass, answer and end.
 * Then the log is read, and held to what routing promises.
 */
export async function runRouting(
  db: Database,
  nodes: readonly RoutingNode[],
  plan: RoutingPlan,
): Promise<RoutingReport> {
  const begun = performance.now();
  const seed = await seedRoutingDay(db, plan.agents);
  const day = new WorkingDay(db, seed, nodes);
  const errors = await live(day, nodes, plan);
  const report = await readRoutingReport(db, seed, day.chats);
  const seconds = (performance.now() - begun) / 1000;
  return { ...report, faults: [...errors, ...report.faults], seconds };
}

/** To its end, or to where it broke: a node that is left would route the next day as well. */
async function live(day: WorkingDay, nodes: readonly RoutingNode[], plan: RoutingPlan): Promise<string[]> {
  const end = async () => (await Promise.all(nodes.map((node) => node.end()))).flat();
  try {
    await work(day, plan);
  } catch (error) {
    await end();
    throw error;
  }
  return end();
}

async function work(day: WorkingDay, { chats, atOnce, patienceMs }: RoutingPlan): Promise<void> {
  await day.begin();
  for (let left = chats; left > 0; left -= atOnce) {
    await day.arrive(Math.min(left, atOnce));
    if (left <= chats / 2) await day.loseForGood();
    await day.round();
  }
  await day.workOff(patienceMs);
}
