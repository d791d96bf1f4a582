import type { Command } from './command.ts';
import { createOwner } from './commands/create-owner.ts';
import { doctor } from './commands/doctor.ts';
import { migrateDatabase } from './commands/migrate-database.ts';
import { moveToPostgres } from './commands/move-to-postgres.ts';
import { newEpoch } from './commands/new-epoch.ts';
import { resetPassword } from './commands/reset-password.ts';

export const commands: readonly Command[] = [
  createOwner,
  resetPassword,
  moveToPostgres,
  doctor,
  migrateDatabase,
  newEpoch,
];
