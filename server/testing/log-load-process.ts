import { readFileSync } from 'node:fs';
import { runLoad, type LoadTask } from './log-load.ts';

await runLoad(JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as LoadTask);
