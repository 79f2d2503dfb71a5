import { codeOf } from '../core/host/error-code.ts';

/** The exit code of a fault of our own (EX_SOFTWARE): the watchdog starts the program again. */
export const faultExitCode = 70;

/** Tells of a fault before the process ends: the event and the error's code or class, never its text. */
export type TellFault = (event: 'main.uncaughtException' | 'main.unhandledRejection', code: string) => void;

/**
 * A bug in main ends the process, because nobody knows what still holds: what was claimed is flagged at the next start. It
 * replaces Electron's own dialog, which would show the error's text. `tell` may be set once there is somewhere to write.
 */
export function exitOnSurprise(
  process: Pick<NodeJS.EventEmitter, 'on'>,
  exit: (code: number) => void,
): { tell: TellFault } {
  const surprises: { tell: TellFault } = { tell() {} };
  const leave = (event: Parameters<TellFault>[0]) => (error: unknown) => {
    try {
      surprises.tell(event, codeOf(error));
    } finally {
      exit(faultExitCode);
    }
  };
  process.on('uncaughtException', leave('main.uncaughtException'));
  process.on('unhandledRejection', leave('main.unhandledRejection'));
  return surprises;
}
