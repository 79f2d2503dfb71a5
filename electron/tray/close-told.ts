import type { AppParts } from '../../core/app-parts.ts';
import { codeOf } from '../../core/host/error-code.ts';
import { logCode } from '../../core/host/ports.ts';

const key = 'closeTold';

/**
 * Says once, for as long as the program is installed, that the window went and the application did not. Where that cannot be
 * kept (a full disk) it is said again the next time.
 */
export function closeToldOnce({ settings, log }: Pick<AppParts, 'settings' | 'log'>, say: () => void): void {
  try {
    if (settings.value(key) !== null) return;
    settings.setValue(key, '1');
  } catch (error) {
    log.warn('closeTold.notKept', { code: logCode(codeOf(error)) });
  }
  say();
}
