import type { Settings } from '../../core/contract/destination.ts';
import type { Notice } from '../../core/health/notices.ts';

/** Whether the person wants this kind of notice. Those about the data of the PC cannot be switched off. */
export function isWanted(
  notice: Notice,
  settings: Pick<Settings, 'noticeNeedsPerson' | 'noticeOutages'>,
): boolean {
  switch (notice.kind) {
    case 'needsPerson':
      return settings.noticeNeedsPerson === 'on';
    case 'outageStarted':
    case 'outageEnded':
      return settings.noticeOutages === 'on';
    case 'alert':
      return true;
  }
}
