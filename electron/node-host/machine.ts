import type { Cancel, PowerAndNetwork } from '../../core/host/ports.ts';
import { watchNetwork } from './network-watch.ts';

/** Power and network events as a port, with the levers that a host pulls when the machine tells it something. */
export interface Machine extends PowerAndNetwork {
  suspended(): void;
  resumed(): void;
  personLeft(): void;
  networkChanged(): void;
  close(): void;
}

/** Makes the port; the network is watched at once, power events come from the host. */
export function createMachine(): Machine {
  const network = listeners();
  const suspend = listeners();
  const resume = listeners();
  const left = listeners();
  const close = watchNetwork(network.tell);
  return {
    onNetworkChange: network.add,
    onSuspend: suspend.add,
    onResume: resume.add,
    onPersonLeft: left.add,
    networkChanged: network.tell,
    suspended: suspend.tell,
    resumed: resume.tell,
    personLeft: left.tell,
    close,
  };
}

function listeners(): { add(listener: () => void): Cancel; tell(): void } {
  const all = new Set<() => void>();
  return {
    add(listener) {
      all.add(listener);
      return () => all.delete(listener);
    },
    tell() {
      for (const listener of all) listener();
    },
  };
}
