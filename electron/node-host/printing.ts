import type { Printing } from '../../core/reports/ports.ts';

/** Paper as a port: a host with a window of its own connects its printer, in a browser the page prints itself. */
export interface HostPrinting extends Printing {
  connect(print: () => Promise<Uint8Array>): void;
}

export function createPrinting(): HostPrinting {
  let printer: (() => Promise<Uint8Array>) | null = null;
  return {
    pdf: async () => (printer ? printer() : null),
    connect(print) {
      printer = print;
    },
  };
}
