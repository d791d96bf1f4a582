import type { RunningServer } from './start-server.ts';

/** What a person sees who starts Bellhop: where things are, and how to get in. */
export function announce({ config, demo, firstEntry }: RunningServer): string {
  const { publicUrl } = config;
  const rows: Array<[string, string]> = [['Console', `${publicUrl}/console/`]];
  if (demo) rows.push(['Demo shop', demo.url ?? `${publicUrl}/demo/`]);
  if (demo?.url) rows.push(['', `${publicUrl}/demo/ (the same shop on this origin)`]);
  rows.push([
    'Database',
    config.databaseUrl === undefined ? `embedded, in ${config.dataDir}` : 'Postgres, by DATABASE_URL',
  ]);
  rows.push(...signInRows(firstEntry));
  const lines = rows.map(([name, value]) => `  ${name.padEnd(11)}${value}`);
  const unused = [
    ...(config.redisUrl === undefined
      ? []
      : [
          'REDIS_URL is set, but this version does not use Redis yet: typing and presence stay within a node.',
        ]),
    ...(config.storageUrl === undefined ? [] : ['STORAGE_URL is set, but this version stores no files yet.']),
  ];
  return ['', '  Bellhop is open.', '', ...lines, ...unused.map((line) => `  Note: ${line}`), '', ''].join(
    '\n',
  );
}

function signInRows(entry: RunningServer['firstEntry']): Array<[string, string]> {
  switch (entry.by) {
    case 'link':
      return [
        ['Sign in', entry.link],
        ['', 'Open this link to make the owner. It works once; each start prints a new one.'],
      ];
    case 'environment':
      return [['Sign in', `as ${entry.email}, with the password of BELLHOP_OWNER_PASSWORD`]];
    case 'account':
      return [
        ['Sign in', 'with your e-mail address and password'],
        ['', 'Forgot the password? Stop the server and run: npm run reset-password -- EMAIL'],
      ];
  }
}
