import { fileURLToPath } from 'node:url';
import { closeDemoServer, createDemoServer } from './demo-server.ts';

const required = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is missing: the demo site must know which Bellhop it embeds.`);
  return value;
};

const DEFAULT_PORT = 3001;
const host = process.env['HOST'] ?? '127.0.0.1';
const port = Number(process.env['PORT'] ?? DEFAULT_PORT);

const server = createDemoServer({
  bellhopUrl: required('BELLHOP_URL'),
  siteKey: required('SITE_KEY'),
  publicDir: fileURLToPath(new URL('public', import.meta.url)),
});
server.listen(port, host, () => process.stdout.write(`Fern & Field is open at http://${host}:${port}/\n`));
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void closeDemoServer(server));
