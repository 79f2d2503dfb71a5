import { describe, expect, it } from 'vitest';
import { viewedChannels } from '../core/audit/view-log.ts';
import { auditActions } from '../core/contract/audit.ts';
import { always } from '../core/contract/channel.ts';
import { channelNames } from '../core/contract/channel-names.ts';
import { channels } from '../core/contract/channels.ts';
import { channelTable } from './fixture/channel-table.ts';

const looks: readonly string[] = ['student.view', 'message.view', 'list.view'];

describe.each(channelNames)('%s', (name) => {
  const row = channelTable[name];
  const { access, asksAgain } = channels[name];

  it('may be asked by whom the table says', () => {
    expect(access).toBe(row.access);
    expect((asksAgain as unknown) === always).toBe(row.asks === 'always');
  });

  it('is written to the audit trail, or the table says why not', () => {
    if ('none' in row) expect(row.none.length).toBeGreaterThan(10);
    else expect(auditActions).toContain(row.audit);
    expect('audit' in row && looks.includes(row.audit)).toBe(viewedChannels.includes(name));
  });
});
