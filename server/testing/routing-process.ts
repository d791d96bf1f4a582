import { openDatabase } from '../db/open-database.ts';
import { startRoutingNode, type NodeOptions, type RoutingAct } from './routing-acts.ts';
import { ROUTING_FAULTS, type RoutingFault } from './routing-faults.ts';
import { rewrittenDatabase } from './rewritten-database.ts';

export interface RoutingTask extends NodeOptions {
  databaseUrl: string;
  fault: RoutingFault | null;
}

export type ToProcess = { id: number; act: RoutingAct } | { id: number; end: true };
export type FromProcess = { id: number; error?: string; errors?: string[] };

const task = JSON.parse(process.argv[2]!) as RoutingTask;
const db = await openDatabase({ databaseUrl: task.databaseUrl, dataDir: '' });
const routed = task.fault === null ? db : rewrittenDatabase(db, ROUTING_FAULTS[task.fault]);
const node = await startRoutingNode(routed, task);

const tell = (message: FromProcess) => process.send!(message);

process.on('message', (message: ToProcess) => {
  const { id } = message;
  const done =
    'end' in message
      ? node.end().then(async (errors) => {
          await db.close();
          tell({ id, errors });
          process.disconnect();
        })
      : node.act(message.act).then(() => void tell({ id }));
  done.catch((error: unknown) => tell({ id, error: String(error) }));
});
// Whoever started it is gone.
process.on('disconnect', () => process.exit());
tell({ id: 0 });
