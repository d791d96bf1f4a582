import { WebSocket, type ClientOptions } from 'ws';

/** Raw sockets of one load process, opened and given up together. */
export class Sockets {
  private readonly all = new Set<WebSocket>();
  private closing = false;

  constructor(private readonly onFailure: (error: Error) => void) {}

  open(url: string, options: ClientOptions, onText: (text: string, socket: WebSocket) => void): WebSocket {
    const socket = new WebSocket(url, { perMessageDeflate: false, ...options });
    this.all.add(socket);
    socket.on('message', (data: Buffer) => onText(data.toString(), socket));
    socket.on('error', (error) => this.onFailure(error));
    socket.on('close', (code, reason) => {
      if (!this.closing) this.onFailure(new Error(`A socket was closed: ${code} ${reason.toString()}`));
    });
    return socket;
  }

  close(): void {
    this.closing = true;
    for (const socket of this.all) socket.terminate();
  }
}
