import type { TestStep } from '../contract/destination.ts';
import type { ProblemCode } from '../contract/message.ts';
import type { ConnectFault, Timeouts } from '../delivery/ports.ts';
import type { Clock } from '../host/ports.ts';
import { openFolder } from './folder-connection.ts';

/** Tries a folder: that it is there, and that a file can be written, synced and deleted. Leaves nothing behind. */
export async function testFolder(
  folder: string,
  timeouts: Timeouts,
  clock: Clock,
): Promise<readonly TestStep[]> {
  const startedAt = clock.monotonicMs();
  const opened = await openFolder(folder, timeouts, clock);
  const durationMs = clock.monotonicMs() - startedAt;
  const step = (name: TestStep['step'], fault: ConnectFault | null): TestStep => ({
    step: name,
    ok: fault === null,
    problem: fault && (folderProblems[fault.kind] ?? 'FOLDER_MISSING'),
    detail: fault ? fault.code : folder,
    durationMs,
  });
  if (opened.ok) {
    opened.connection.close();
    return [step('folder', null), { ...step('write', null), detail: '' }];
  }
  const { fault } = opened;
  return fault.kind === 'folderMissing'
    ? [step('folder', fault)]
    : [step('folder', null), step('write', fault)];
}

const folderProblems: Readonly<Partial<Record<ConnectFault['kind'], ProblemCode>>> = {
  folderMissing: 'FOLDER_MISSING',
  folderDenied: 'FOLDER_DENIED',
  folderFull: 'FOLDER_FULL',
};
