import { expect, it } from 'vitest';
import { schoolElements } from './elements.ts';

it('lists all 32 elements, once each, and sends those of the four interfaces', () => {
  expect(schoolElements.map(({ number }) => number)).toEqual(
    Array.from({ length: 32 }, (_, index) => index + 1),
  );
  const sent = schoolElements.filter((element) => element.interface !== 'local');
  expect(sent.every(({ place }) => place !== null)).toBe(true);
});
