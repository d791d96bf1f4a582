import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync } from 'node:zlib';
import { readPeerFile, widgetPeers, WIDGETS, type WidgetName, type WidgetPeer } from './widget-peers.ts';

const SECTIONS = 40;

export interface PageServer {
  addressOf(widget: WidgetName): string;
  close(): Promise<void>;
}

interface Answer {
  type: string;
  body: Buffer;
}

/** One page with every widget in turn, on an origin of its own; all that is large comes compressed, as from a CDN. */
export async function servePages(loaderUrl: string): Promise<PageServer> {
  const answers = new Map<string, Answer>();
  const peers = widgetPeers(loaderUrl);
  for (const name of WIDGETS)
    answers.set(`/${name}`, {
      type: 'text/html',
      body: brotliCompressSync(Buffer.from(pageWith(peers[name]))),
    });
  const server = createServer((request, response) => {
    request.resume();
    const path = new URL(request.url ?? '/', 'http://page').pathname;
    // What n8n's asks of its workflow before anybody wrote.
    if (path === '/webhook')
      return void response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":[]}');
    const found = answers.get(path) ?? compressed(readPeerFile(path));
    if (found) answers.set(path, found);
    answer(response, found);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { addressOf: (widget) => `http://127.0.0.1:${port}/${widget}`, close: () => closeServer(server) };
}

const compressed = (file: Answer | null): Answer | null =>
  file && { ...file, body: brotliCompressSync(file.body) };

function answer(response: ServerResponse, found: Answer | null): void {
  if (!found) return void response.writeHead(404).end();
  response.writeHead(200, {
    'content-type': `${found.type}; charset=utf-8`,
    'content-encoding': 'br',
    'cache-control': 'public, max-age=3600',
  });
  response.end(found.body);
}

const closeServer = async (server: Server): Promise<void> => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
};

/** A page long enough to be one. */
function pageWith({ head, body }: WidgetPeer): string {
  const words = 'A fern wants shade, damp soil and to be left alone. '.repeat(6);
  const sections = Array.from({ length: SECTIONS }, (_, at) => `<h2>Plant ${at + 1}</h2><p>${words}</p>`);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>${head}
    <style>body { font: 16px/1.5 sans-serif; max-width: 60em; margin: 2em auto }</style></head>
    <body><h1>Fern &amp; Field</h1>${sections.join('\n')}${body}</body></html>`;
}
