import { openStores } from '../../db/open-stores.ts';
import { nodeCrypto } from '../../electron/node-host/node-crypto.ts';
import type { Received } from './receiver.ts';

/** A message as the database has it, opened after the product has ended. */
export interface StoredMessage {
  readonly controlId: string;
  readonly state: string;
  readonly possiblyDelivered: boolean;
}

/** All messages of a data folder. The product must not be running on it. */
export function storedMessages(dataDir: string): readonly StoredMessage[] {
  const opened = openStores({ dataDir, packaged: false, crypto: nodeCrypto, now: () => Date.now() });
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

/** What breaks one of the promises, in words; empty when all hold. Compares the receiver's byte log with the database. */
export function brokenPromises(
  received: readonly Received[],
  stored: readonly StoredMessage[],
): readonly string[] {
  const broken: string[] = [];
  for (const { controlId, state, possiblyDelivered } of stored) {
    const copies = received.filter((message) => message.controlId === controlId);
    if (state !== 'sent') broken.push(`${controlId} is ${state}`);
    if (copies.length === 0) broken.push(`${controlId} was lost`);
    if (copies.length > 1 && !possiblyDelivered) broken.push(`${controlId} was doubled unseen`);
    if (new Set(copies.map(({ text }) => text)).size > 1) broken.push(`${controlId} changed its bytes`);
  }
  for (const { controlId } of received) {
    if (!stored.some((message) => message.controlId === controlId))
      broken.push(`${controlId} is unknown here`);
  }
  return broken;
}
