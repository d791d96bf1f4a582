import type { Database } from '../db/open-database.ts';

export type Transaction = Parameters<Parameters<Database['orm']['transaction']>[0]>[0];
