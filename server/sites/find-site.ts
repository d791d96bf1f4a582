import { eq } from 'drizzle-orm';
import type { SiteSettings } from '../../shared/protocol/http.ts';
import type { Database } from '../db/open-database.ts';
import { sites } from './tables.ts';

export interface Site {
  workspaceId: string;
  id: string;
  key: string;
  allowedOrigins: readonly string[];
  settings: SiteSettings;
}

const KEY_SHAPE = /^[A-Za-z0-9_-]{1,64}$/;

export async function findSiteByKey(db: Database, key: string): Promise<Site | null> {
  if (!KEY_SHAPE.test(key)) return null;
  const [row] = await db.orm.select().from(sites).where(eq(sites.key, key)).limit(1);
  return row ?? null;
}
