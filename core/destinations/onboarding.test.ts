import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalogs } from '../contract/locales/catalogs.ts';
import { onboardingItems } from '../contract/onboarding.ts';
import { sectionOf } from '../support/testing/doc-table.ts';
import { faultPlanSchema } from '../transport/practice/fault-plan.ts';

const page = readFileSync('docs/onboarding.md', 'utf8');
const questions = sectionOf(page, 'The questions');

describe('docs/onboarding.md and the program', () => {
  it('ask the same questions in the same order and words', () => {
    const written = [...questions.matchAll(/^### (\d+)\. (\w+)\n\n> (.+)$/gm)].map(
      ([, number, item, words]) => ({ number, item, words }),
    );

    expect(written).toEqual(
      onboardingItems.map((item, at) => ({
        number: String(at + 1),
        item,
        words: catalogs.en.profiles.onboarding[item],
      })),
    );
  });

  it('say for each question where its answer goes, in fields that a profile has', () => {
    const schema = JSON.parse(readFileSync('docs/profile.schema.json', 'utf8')) as {
      readonly properties: Record<string, unknown>;
    };
    const parts = questions.split(/^### \d+\. /m).slice(1);
    const places = parts.map((part) => /^Fill in: .+?(?=\n\n)/ms.exec(part)?.[0] ?? '');

    expect(places.filter((place) => place === '')).toEqual([]);
    const fields = places.flatMap((place) => [...place.matchAll(/`([a-z]\w+)`/g)].map(([, field]) => field));
    expect(fields.length).toBeGreaterThan(30);
    expect(fields.filter((field) => !((field ?? '') in schema.properties))).toEqual([]);
  });

  it('give plans that the practice receiver takes', () => {
    const plans = [...page.matchAll(/```json\n(.+?)```/gs)].map(([, text]) => JSON.parse(text ?? ''));

    expect(plans).toHaveLength(4);
    expect(plans.filter((plan) => !faultPlanSchema.safeParse(plan).success)).toEqual([]);
  });
});
