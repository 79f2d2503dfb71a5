import type { Connection, Transport } from './ports.ts';

/**
 * A way out that lets test messages pass and holds live ones back: the last look before bytes leave, for messages that were
 * built while the mapping was confirmed and wait now that it is not. What is held back has certainly not left.
 */
export function withholdLive(transport: Transport): Transport {
  return {
    async open(address, timeouts) {
      const opened = await transport.open(address, timeouts);
      return opened.ok ? { ok: true, connection: guarded(opened.connection) } : opened;
    },
  };
}

function guarded(connection: Connection): Connection {
  return {
    get usable() {
      return connection.usable;
    },
    send: async (message, controlId) =>
      isLive(message)
        ? { kind: 'none', bytesLeft: false, cause: 'withheld', code: 'UNCONFIRMED_MAPPING', latencyMs: 0 }
        : connection.send(message, controlId),
    close: () => connection.close(),
    onClosed: (listener) => connection.onClosed(listener),
  };
}

/** MSH-11 by the message's own separator; whatever is not plainly `T` or `D` counts as live. */
export function isLive(message: Uint8Array): boolean {
  const end = message.indexOf(0x0d);
  const msh = new TextDecoder().decode(end === -1 ? message : message.subarray(0, end));
  const processingId = msh.split(msh.charAt(3))[10]?.split(msh.charAt(4))[0];
  return processingId !== 'T' && processingId !== 'D';
}
