import { describe, expect, it } from 'vitest';
import { viewedChannels } from '../core/audit/view-log.ts';
import { auditActions } from '../core/contract/audit.ts';
import type { Access } from '../core/contract/channel.ts';
import { always } from '../core/contract/channel.ts';
import { type ChannelName, channelNames } from '../core/contract/channel-names.ts';
import { channels } from '../core/contract/channels.ts';

/** Who may ask, whether an administrator is asked again, and what the audit trail keeps of it or why nothing. */
type Row = { readonly access: Access; readonly asks?: 'always' | 'sometimes' } & (
  | { readonly audit: (typeof auditActions)[number] }
  | { readonly none: string }
);

/** A change of access, or a new request, is a change of this table: whoever makes it sees it here. */
const table: { readonly [C in ChannelName]: Row } = {
  'session.current': { access: 'open', none: 'shows who may sign in' },
  'session.signIn': { access: 'open', audit: 'session.signIn' },
  'session.signOut': { access: 'open', audit: 'session.signOut' },
  'session.lock': { access: 'nurse', audit: 'session.lock' },
  'session.active': { access: 'nurse', none: 'a sign of somebody, told every few seconds' },
  'session.confirm': { access: 'nurse', audit: 'session.confirm' },
  'account.list': { access: 'admin', none: 'shows colleagues, no patient' },
  'account.save': { access: 'open', asks: 'always', audit: 'account.add' },
  'account.unlock': { access: 'admin', asks: 'always', audit: 'account.unlock' },
  'school.list': { access: 'nurse', none: 'shows schools, no patient' },
  'school.save': { access: 'admin', audit: 'school.add' },
  'student.search': { access: 'nurse', audit: 'list.view' },
  'student.recent': { access: 'nurse', audit: 'list.view' },
  'student.get': { access: 'nurse', audit: 'student.view' },
  'student.record': { access: 'nurse', audit: 'student.view' },
  'student.add': { access: 'nurse', audit: 'student.add' },
  'student.save': { access: 'nurse', audit: 'student.save' },
  'student.condition': { access: 'nurse', audit: 'student.save' },
  'student.mergePreview': { access: 'admin', audit: 'student.view' },
  'student.merge': { access: 'admin', asks: 'always', audit: 'student.save' },
  'class.list': { access: 'nurse', none: 'shows classes and counts, no patient' },
  'class.open': { access: 'nurse', audit: 'list.view' },
  'class.mark': { access: 'nurse', audit: 'class.mark' },
  'roster.preview': { access: 'admin', none: 'shows the file that the person chose' },
  'roster.import': { access: 'admin', audit: 'roster.import' },
  'draft.save': { access: 'nurse', none: 'what is typed is no record before it is saved' },
  'draft.get': { access: 'nurse', audit: 'student.view' },
  'draft.list': { access: 'nurse', none: 'shows ids and times' },
  'draft.discard': { access: 'nurse', none: 'what is typed is no record before it is saved' },
  'assessment.save': { access: 'nurse', audit: 'assessment.save' },
  'assessment.history': { access: 'nurse', audit: 'student.view' },
  'assessment.correct': { access: 'nurse', audit: 'assessment.correct' },
  'assessment.enteredInError': { access: 'nurse', audit: 'assessment.enteredInError' },
  'assessment.receipt': { access: 'nurse', audit: 'student.view' },
  'report.endOfDay': { access: 'nurse', audit: 'list.view' },
  'report.refusals': { access: 'nurse', audit: 'list.view' },
  'report.acknowledgeRefusals': { access: 'nurse', audit: 'refusal.acknowledge' },
  'report.exportRefusals': { access: 'nurse', audit: 'refusals.export' },
  'document.pdf': { access: 'nurse', audit: 'document.print' },
  'queue.query': { access: 'nurse', audit: 'list.view' },
  'queue.counts': { access: 'nurse', none: 'shows settings, counts or codes, no patient' },
  'queue.problemCounts': { access: 'nurse', none: 'shows settings, counts or codes, no patient' },
  'queue.idsInRange': { access: 'nurse', none: 'shows settings, counts or codes, no patient' },
  'queue.preview': { access: 'nurse', none: 'shows settings, counts or codes, no patient' },
  'queue.retry': { access: 'nurse', audit: 'message.retry' },
  'queue.export': { access: 'admin', asks: 'always', audit: 'queue.export' },
  'operation.stop': { access: 'nurse', none: 'the operation itself is written with what it did' },
  'operation.undo': { access: 'nurse', audit: 'message.undoRetry' },
  'message.detail': { access: 'nurse', audit: 'message.view' },
  'message.fields': { access: 'nurse', asks: 'sometimes', audit: 'message.view' },
  'message.fixTarget': { access: 'nurse', none: 'shows the name of a field' },
  'message.sendAgain': { access: 'nurse', audit: 'message.sendAgain' },
  'message.cancel': { access: 'admin', asks: 'always', audit: 'message.cancel' },
  'message.rebuildPreview': { access: 'admin', none: 'shows settings, counts or codes, no patient' },
  'message.rebuild': { access: 'admin', audit: 'message.rebuild' },
  'destination.list': { access: 'admin', none: 'shows settings, counts or codes, no patient' },
  'destination.templates': { access: 'admin', none: 'shows settings, counts or codes, no patient' },
  'destination.save': { access: 'admin', asks: 'always', audit: 'destination.change' },
  'destination.confirm': { access: 'admin', asks: 'always', audit: 'mapping.tick' },
  'destination.setCertificate': { access: 'admin', asks: 'always', audit: 'destination.setCertificate' },
  'destination.removeCertificate': {
    access: 'admin',
    asks: 'always',
    audit: 'destination.removeCertificate',
  },
  'destination.test': { access: 'admin', audit: 'destination.test' },
  'destination.pause': { access: 'admin', audit: 'destination.pause' },
  'destination.resume': { access: 'nurse', audit: 'destination.resume' },
  'codeTable.list': { access: 'admin', none: 'shows settings, counts or codes, no patient' },
  'codeTable.save': { access: 'admin', asks: 'always', audit: 'destination.change' },
  'codeTable.readCsv': { access: 'admin', none: 'reads the file that the person chose' },
  'codeTable.writeCsv': { access: 'admin', none: 'holds codes, no patient' },
  'receiverNumber.list': { access: 'admin', none: 'shows settings, counts or codes, no patient' },
  'receiverNumber.save': { access: 'admin', audit: 'receiverNumber.save' },
  'growth.reference': { access: 'nurse', none: 'shows settings, counts or codes, no patient' },
  'growth.install': { access: 'admin', audit: 'growth.install' },
  'growth.remove': { access: 'admin', asks: 'always', audit: 'growth.remove' },
  'health.get': { access: 'nurse', none: 'shows settings, counts or codes, no patient' },
  'health.activity': { access: 'nurse', none: 'shows settings, counts or codes, no patient' },
  'health.checks': { access: 'nurse', none: 'shows settings, counts or codes, no patient' },
  'drainer.restart': { access: 'nurse', audit: 'drainer.restart' },
  'audit.query': { access: 'admin', none: 'shows settings, counts or codes, no patient' },
  'audit.verify': { access: 'admin', audit: 'audit.verify' },
  'audit.export': { access: 'admin', asks: 'always', audit: 'audit.export' },
  'support.bundle': { access: 'nurse', audit: 'support.bundle' },
  'setup.get': { access: 'nurse', none: 'shows settings, counts or codes, no patient' },
  'setup.save': { access: 'admin', audit: 'setup.save' },
  'setup.trialStudent': { access: 'admin', audit: 'roster.import' },
  'storage.get': { access: 'nurse', none: 'shows settings, counts or codes, no patient' },
  'storage.acknowledge': { access: 'admin', audit: 'incident.acknowledge' },
  'backup.create': { access: 'admin', audit: 'backup.create' },
  'backup.folder': { access: 'admin', asks: 'always', audit: 'backup.folder' },
  'backup.restore': { access: 'open', asks: 'always', audit: 'backup.restore' },
  'key.recover': { access: 'open', audit: 'key.recover' },
  'rescue.list': { access: 'admin', none: 'shows settings, counts or codes, no patient' },
  'rescue.export': { access: 'admin', asks: 'always', audit: 'rescue.export' },
  'rescue.exportClosed': { access: 'open', audit: 'rescue.export' },
  'rescue.preview': { access: 'admin', none: 'the import itself is written' },
  'rescue.import': { access: 'admin', asks: 'always', audit: 'rescue.import' },
  'rescue.takeBack': { access: 'admin', asks: 'always', audit: 'rescue.takeBack' },
  'settings.get': { access: 'open', none: 'shows settings, counts or codes, no patient' },
  'settings.save': { access: 'nurse', asks: 'sometimes', audit: 'settings.change' },
  'settings.managed': { access: 'nurse', none: 'shows settings, counts or codes, no patient' },
};

const looks: readonly string[] = ['student.view', 'message.view', 'list.view'];

describe.each(channelNames)('%s', (name) => {
  const row = table[name];
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
