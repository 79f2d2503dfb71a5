import type { OperationProgress } from '../contract/queue.ts';
import type { Clock } from '../host/ports.ts';

/** So many messages are changed in one transaction: a few milliseconds, in which nothing else can run. */
export const chunkSize = 100;

/** Work on many messages, a chunk at a time: other requests are answered in between, and Stop ends it after the chunk in hand. */
export interface Operations {
  /** Whether one runs that has more than one chunk: there is never a second. */
  readonly busy: boolean;
  /** Works through `items`; answers how many were reached. Progress is told after each chunk when there is more than one. */
  run<T>(operationId: string, items: readonly T[], work: (chunk: readonly T[]) => void): Promise<number>;
  stop(operationId: string): void;
}

/** Makes the one that runs at a time. */
export function createOperations(clock: Clock, tell: (progress: OperationProgress) => void): Operations {
  let running: { readonly id: string; stopped: boolean } | null = null;
  return {
    get busy() {
      return running !== null;
    },
    async run(operationId, items, work) {
      if (items.length <= chunkSize) {
        if (items.length > 0) work(items);
        return items.length;
      }
      const operation = { id: operationId, stopped: false };
      running = operation;
      const total = items.length;
      let done = 0;
      try {
        tell({ operationId, done, total, running: true });
        while (done < total && !operation.stopped) {
          const chunk = items.slice(done, done + chunkSize);
          work(chunk);
          done += chunk.length;
          tell({ operationId, done, total, running: true });
          await pause(clock);
        }
        return done;
      } finally {
        running = null;
        tell({ operationId, done, total, running: false });
      }
    },
    stop(operationId) {
      if (running?.id === operationId) running.stopped = true;
    },
  };
}

/** Lets everything else that waits have its turn. */
function pause(clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    clock.after(0, resolve);
  });
}
