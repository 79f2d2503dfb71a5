import { expect, it } from 'vitest';
import { z } from 'zod';
import { profileSchema } from './profile.ts';

it('is published as JSON schema; after a change: npx vitest run core/malaffi/profile-schema -u', async () => {
  const schema = { title: 'Destination profile', ...z.toJSONSchema(profileSchema, { io: 'input' }) };

  await expect(asFormatted(schema)).toMatchFileSnapshot('../../docs/profile.schema.json');
});

/** As the formatter of this repository leaves it: lists of plain values on one line where they fit. */
function asFormatted(value: unknown): string {
  const list = /^(.*)\[\n\s+((?:"[^"\n]*"|[\d.]+|null)(?:,\n\s+(?:"[^"\n]*"|[\d.]+|null))*)\n\s+\](,?)$/gm;
  const text = JSON.stringify(value, null, 2).replace(
    list,
    (written, before: string, items: string, after: string) => {
      const line = `${before}[${items.replace(/,\n\s+/g, ', ')}]${after}`;
      return line.length <= 110 ? line : written;
    },
  );
  return `${text}\n`;
}
