import { expect, it } from 'vitest';
import { z } from 'zod';
import { profileSchema } from './profile.ts';

it('is published as JSON schema; after a change: npx vitest run core/malaffi/profile-schema -u', async () => {
  const schema = { title: 'Destination profile', ...z.toJSONSchema(profileSchema, { io: 'input' }) };

  await expect(asFormatted(schema)).toMatchFileSnapshot('../../docs/profile.schema.json');
});

/** As the formatter of this repository leaves it: short lists of plain values on one line. */
function asFormatted(value: unknown): string {
  const list = /\[\n\s+((?:"[^"\n]*"|[\d.]+|null)(?:,\n\s+(?:"[^"\n]*"|[\d.]+|null))*)\n\s+\]/g;
  const text = JSON.stringify(value, null, 2).replace(
    list,
    (_, items: string) => `[${items.replace(/,\n\s+/g, ', ')}]`,
  );
  return `${text}\n`;
}
