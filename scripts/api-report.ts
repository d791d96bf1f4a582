import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiReport, REPORT } from './build/types/api-report.ts';

process.chdir(join(import.meta.dirname, '..'));
writeFileSync(REPORT, await apiReport());
