import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { schoolElements } from '../clinical/elements.ts';
import { malaffiTemplate } from './profiles/malaffi.ts';

const page = readFileSync(new URL('../../docs/hl7.md', import.meta.url), 'utf8');

it('documents each element as the code has it', () => {
  const missing = schoolElements.filter(({ number, name, interface: over, source, place }) => {
    const recorded = source === null ? 'not recorded' : `\`${source}\``;
    return !page.includes(`| ${number} | ${name} | ${over} | ${recorded} | ${place ?? '-'} |`);
  });

  expect(missing).toEqual([]);
});

it('shows the notice that LOINC asks for, and no address of a receiver', () => {
  expect(page.replace(/\s+/g, ' ')).toContain(
    'is available at no cost under the license at http://loinc.org/license',
  );
  expect(JSON.stringify(malaffiTemplate())).not.toMatch(/\d+\.\d+\.\d+\.\d+|https?:/);
});
