import { Hl7Message } from '@medplum/core';

/** What a parser found: each segment with its primitives by place (`field.repetition.component.subcomponent`). */
export type Reading = readonly { readonly name: string; readonly places: Readonly<Record<string, string>> }[];

const escapes: Readonly<Record<string, string>> = {
  F: '|',
  S: '^',
  T: '&',
  R: '~',
  E: '\\',
  '.br': '\r',
};

/** HL7 escapes (2.7) once more, because medplum leaves them in and a test must share nothing with `core/hl7`. */
function unescaped(raw: string): string {
  return raw.replace(/\\(F|S|T|R|E|\.br)\\/g, (_, name: string) => escapes[name] ?? '');
}

/** Reads a message with @medplum/core. */
export function readByMedplum(text: string): Reading {
  // Behind the last CR it sees one more segment, without a name.
  const segments = Hl7Message.parse(text).segments.filter(({ name }) => name !== '');
  return segments.map(({ name, fields }) => {
    const places: Record<string, string> = name === 'MSH' ? { 1: '|' } : {};
    fields.forEach((field, index) => {
      const number = name === 'MSH' ? index + 1 : index;
      if (index === 0) return;
      if (name === 'MSH' && number === 2) {
        places[2] = field.toString();
        return;
      }
      field.components.forEach((repetition, r) => {
        repetition.forEach((_, c) => {
          const raw = field.getComponent(c + 1, undefined, r);
          raw.split('&').forEach((_part, s) => {
            const value = unescaped(field.getComponent(c + 1, s, r));
            if (value !== '') places[`${number}.${r + 1}.${c + 1}.${s + 1}`] = value;
          });
        });
      });
    });
    return { name, places };
  });
}

/**
 * The script that reads a JSON array of messages with Debian's python3-hl7 and its own unescape, and writes a JSON array of
 * readings.
 */
export const pythonScript = `
import sys, json, hl7
def reading(text):
    message = hl7.parse(text)
    out = []
    for segment in message:
        name = str(segment[0])
        places = {}
        for number in range(1, len(segment)):
            field = segment[number]
            if name == 'MSH' and number <= 2:
                places[str(number)] = str(field)
                continue
            for r, repetition in enumerate(field if isinstance(field, hl7.Field) else [field]):
                for c, component in enumerate(repetition if isinstance(repetition, hl7.Repetition) else [repetition]):
                    for s, sub in enumerate(component if isinstance(component, hl7.Component) else [component]):
                        value = message.unescape(str(sub))
                        if value != '':
                            places['%d.%d.%d.%d' % (number, r + 1, c + 1, s + 1)] = value
        out.append({'name': name, 'places': places})
    return out
json.dump([reading(text) for text in json.load(sys.stdin)], sys.stdout)
`;
