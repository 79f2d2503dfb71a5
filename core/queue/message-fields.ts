import type { AppParts, Handlers } from '../app-parts.ts';
import type { FieldView, MessageFields, SegmentView } from '../contract/message.ts';
import { fail, ok } from '../contract/result.ts';
import { encodeField } from '../hl7/encode.ts';
import { type Field, fieldOf, type Message, type Segment } from '../hl7/message.ts';
import { parseMessage } from '../hl7/parse.ts';
import { dictionary } from '../malaffi/dictionary.ts';
import { holdsPatient } from '../malaffi/patient-fields.ts';

/** Stands for a hidden value in the line of a message: always the same, so that not even its length is told. */
const ellipsis = '…';

/** A message field by field. What is hidden stays in main; showing it is an admin's act and is written down. */
export function messageFieldsHandler({
  queue,
  audit,
  clock,
}: Pick<AppParts, 'queue' | 'audit' | 'clock'>): Pick<Handlers, 'message.fields'> {
  return {
    'message.fields': ({ id, unmask }, { signedIn }) => {
      if (!queue.row(id)) return fail('NOT_FOUND', 'This message does not exist.');
      const allowed = signedIn?.role === 'admin';
      if (unmask) {
        audit.append({
          at: clock.nowMs(),
          actor: signedIn?.name ?? '',
          action: 'message.unmask',
          subject: String(id),
          outcome: allowed ? 'ok' : 'refused',
          detail: `account=${signedIn?.accountId ?? 0}`,
        });
        if (!allowed) return fail('NOT_ALLOWED', 'Only an administrator may see patient details here.');
      }
      const bytes = queue.bytes(id);
      const message = bytes && parseMessage(bytes);
      if (!message) return ok({ masked: !unmask, segments: [] });
      return ok(fieldsOf(message, queue.reply(id)?.location ?? null, !unmask));
    },
  };
}

/** Every field that has a value, and the one that the receiver named (`PID-19`, `PV1-7.1`) also where it has none. */
export function fieldsOf(message: Message, location: string | null, masked: boolean): MessageFields {
  const named = /^([A-Z][A-Z\d]{2})(?:-(\d+))?/.exec(location ?? '');
  const namedField = (segment: Segment) =>
    named?.[1] === segment.name ? Number(named[2] ?? 0) || null : null;
  const seen = new Map<string, number>();
  const segments = message.segments.map((segment): SegmentView => {
    const sequence = (seen.get(segment.name) ?? 0) + 1;
    seen.set(segment.name, sequence);
    const isHidden = (field: number) => masked && holdsPatient(segment.name, field);
    return {
      name: segment.name,
      sequence,
      text: lineOf(segment, message, isHidden),
      fields: fieldViews(segment, message, namedField(segment), isHidden),
    };
  });
  return { masked, segments };
}

function fieldViews(
  segment: Segment,
  { delimiters }: Message,
  namedField: number | null,
  isHidden: (field: number) => boolean,
): FieldView[] {
  const last = Math.max(segment.fields.length, namedField ?? 0);
  return Array.from({ length: last }, (_, at) => at + 1).flatMap((number) => {
    const field = fieldOf(segment, number);
    const named = number === namedField;
    const required = dictionary[segment.name]?.[number]?.required === true;
    if (isEmpty(field) && !named && !required) return [];
    const place = `${segment.name}-${number}`;
    if (isEmpty(field)) return [{ place, repetition: 1, value: '', hidden: false, named }];
    // The separators of MSH are values here and must not be escaped as text would be.
    const values =
      segment.name === 'MSH' && number <= 2
        ? [field[0]?.[0]?.[0] ?? '']
        : field.map((repetition) => encodeField([repetition], delimiters));
    const hidden = isHidden(number);
    return values.map((value, index) => ({
      place,
      repetition: index + 1,
      value: hidden ? null : value,
      hidden,
      named,
    }));
  });
}

function lineOf(segment: Segment, { delimiters }: Message, isHidden: (field: number) => boolean): string {
  const texts = segment.fields.map((field, at) =>
    isHidden(at + 1) && !isEmpty(field) ? ellipsis : encodeField(field, delimiters),
  );
  const body =
    segment.name === 'MSH' ? [`${fieldOf(segment, 2)[0]?.[0]?.[0] ?? ''}`, ...texts.slice(2)] : texts;
  return [segment.name, ...body].join(delimiters.field);
}

function isEmpty(field: Field): boolean {
  return field.every((repetition) => repetition.every((component) => component.every((text) => text === '')));
}
