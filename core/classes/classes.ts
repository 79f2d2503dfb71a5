import type { AppParts, Handlers } from '../app-parts.ts';
import { dayNumber, dubaiDate } from '../clinical/calendar.ts';
import { type ClassKey, type ClassSummary, classKeySchema } from '../contract/class.ts';
import { fail, ok } from '../contract/result.ts';
import type { ScreeningDay } from './ports.ts';

const dayMs = 86_400_000;
const dubaiOffsetMs = 4 * 3_600_000;

/** Screening a whole class in sequence: its list, who is done, and who was absent or refused. */
export function classHandlers({
  classes,
  settings,
  clock,
}: Pick<AppParts, 'classes' | 'settings' | 'clock'>): Pick<
  Handlers,
  'class.list' | 'class.open' | 'class.mark'
> {
  return {
    'class.list': (_, caller) => {
      const day = dayOf(clock.nowMs());
      const list = classes.list(day).toSorted(byAge);
      const opened = openedToday(settings.value(openedKey(caller.signedIn?.accountId ?? 0)), day);
      return ok({ classes: list, opened: list.some((each) => isClass(each, opened)) ? opened : null });
    },
    'class.open': (key, caller) => {
      const day = dayOf(clock.nowMs());
      settings.setValue(openedKey(caller.signedIn?.accountId ?? 0), JSON.stringify({ day: day.date, key }));
      return ok([...classes.members(key, day)]);
    },
    'class.mark': ({ studentId, absence }, caller) => {
      const now = clock.nowMs();
      const actor = { accountId: caller.signedIn?.accountId ?? 0, name: caller.signedIn?.name ?? '' };
      return classes.mark(studentId, dayOf(now), absence, actor, now)
        ? ok({})
        : fail('NOT_FOUND', 'This student is not in the list any more.');
    },
  };
}

/** The day in Dubai at an instant. */
export function dayOf(now: number): ScreeningDay {
  const date = dubaiDate(now) ?? '1970-01-01';
  return { date, startsAt: (dayNumber(date) ?? 0) * dayMs - dubaiOffsetMs };
}

const openedKey = (accountId: number) => `class.${accountId}`;

function openedToday(stored: string | null, day: ScreeningDay): ClassKey | null {
  if (stored === null) return null;
  const found = JSON.parse(stored) as { readonly day: string; readonly key: unknown };
  const key = classKeySchema.safeParse(found.key);
  return found.day === day.date && key.success ? key.data : null;
}

function isClass(summary: ClassSummary, key: ClassKey | null): boolean {
  return (
    key !== null &&
    summary.schoolId === key.schoolId &&
    summary.grade === key.grade &&
    summary.className === key.className
  );
}

const natural = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** By school, then kindergarten before grade 1, and grade 2 before grade 10. */
function byAge(a: ClassSummary, b: ClassSummary): number {
  return (
    natural.compare(a.schoolName, b.schoolName) ||
    Number(isKindergarten(b.grade)) - Number(isKindergarten(a.grade)) ||
    natural.compare(a.grade, b.grade) ||
    natural.compare(a.className, b.className)
  );
}

function isKindergarten(grade: string): boolean {
  return /^(?:KG|FS)/i.test(grade.trim());
}
