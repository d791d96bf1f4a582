import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hostMarkup, type HostPage } from './hostile-hosts.ts';

/** Customers' pages that the demo shop is not: each page by its place in the list, with a site's loader on it. */
export class HostServer {
  readonly #pages: HostPage[] = [];
  #loader = '';

  private constructor(private readonly server: Server) {}

  static async open(): Promise<HostServer> {
    const server = createServer((request, response) => {
      const { status, headers, body } = hosts.#answer(request.url ?? '');
      response.writeHead(status, headers).end(body);
    });
    const hosts = new HostServer(server.listen(0, '127.0.0.1'));
    await once(server, 'listening');
    return hosts;
  }

  /** Where pages are; to a browser, `localhost` is another site than this. */
  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  embed(loader: string): void {
    this.#loader = loader;
  }

  /** The address of this page, from now on. */
  add(page: HostPage): string {
    return `${this.origin}/${this.#pages.push(page) - 1}`;
  }

  /** The address of a page of another site that shows this page in a frame, and has no chat of its own. */
  addFrameOf(page: HostPage): string {
    const body = `<iframe title="Shop" style="position:fixed;inset:0;width:100%;height:100%" src="${this.add(page)}"></iframe>`;
    return this.add({ name: 'a frame', body, bare: true }).replace('127.0.0.1', 'localhost');
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  #answer(path: string): { status: number; headers: Record<string, string>; body: Buffer } {
    const page = this.#pages[Number(path.slice(1).split('?')[0])];
    if (!page || path === '/') return { status: 204, headers: {}, body: Buffer.alloc(0) };
    const policy = page.policy?.(new URL(this.#loader).origin);
    const headers = {
      'content-type': 'text/html; charset=utf-8',
      ...(policy && { 'content-security-policy': policy }),
      ...page.headers,
    };
    const encoding = headers['content-type'].includes('utf-16le') ? 'utf16le' : 'utf8';
    return { status: 200, headers, body: Buffer.from(hostMarkup(page, this.#loader), encoding) };
  }
}
