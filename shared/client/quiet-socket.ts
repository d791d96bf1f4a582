/**
 * A socket class whose `close()` waits for a handshake under way. A browser writes a warning into the host page's
 * console when a socket is closed while it connects; this one opens first, unheard, and closes then.
 */
export function quietSocket(Socket: typeof WebSocket): typeof WebSocket {
  return class extends Socket {
    override close(code?: number, reason?: string): void {
      if (this.readyState) super.close(code, reason);
      else this.addEventListener('open', () => super.close(code, reason));
    }
  };
}
