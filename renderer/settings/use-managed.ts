import type { ManagedView } from '../../core/contract/managed.ts';
import { useChannel } from '../api-hooks.ts';

/** What IT fixed for this PC; undefined until main has said so. It holds until the next start. */
export function useManaged(): ManagedView | undefined {
  return useChannel('settings.managed', {}).data;
}
