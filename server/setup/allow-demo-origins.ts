import { eq } from 'drizzle-orm';
import type { Database } from '../db/open-database.ts';
import { sites } from '../sites/tables.ts';

/** Starts on many ports must not make the list grow for ever (S28). */
const MAX_ORIGINS = 20;

/** Adds where the demo's pages are served from to what the demo's site allows; never takes any away that fits. */
export async function allowDemoOrigins(
  db: Database,
  siteKey: string,
  origins: readonly string[],
): Promise<void> {
  await db.orm.transaction(async (tx) => {
    const [site] = await tx.select().from(sites).where(eq(sites.key, siteKey)).for('update');
    if (!site) return;
    const missing = origins.filter((origin) => !site.allowedOrigins.includes(origin));
    if (missing.length === 0) return;
    const allowedOrigins = [...site.allowedOrigins, ...missing].slice(-MAX_ORIGINS);
    await tx.update(sites).set({ allowedOrigins }).where(eq(sites.key, siteKey));
  });
}
