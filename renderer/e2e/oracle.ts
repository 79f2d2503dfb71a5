import { devProtection } from '../../db/key-slots.ts';
import { openStores } from '../../db/open-stores.ts';
import { nodeCrypto } from '../../electron/node-host/node-crypto.ts';

/** A message as the database has it, opened after the product has ended. */
export interface StoredMessage {
  readonly controlId: string;
  readonly state: string;
  readonly possiblyDelivered: boolean;
}

/** All messages of a data folder. The product must not be running on it. */
export function storedMessages(dataDir: string): readonly StoredMessage[] {
  const opened = openStores({
    dataDir,
    protection: devProtection,
    crypto: nodeCrypto,
    now: () => Date.now(),
  });
  if (!opened.ok) throw new Error(opened.message);
  try {
    const { rows } = opened.stores.queue.page({ status: 'all' }, 0, 200);
    return rows.map(({ controlId, state, possiblyDelivered }) => ({
      controlId: controlId ?? '',
      state,
      possiblyDelivered,
    }));
  } finally {
    opened.stores.close();
  }
}
