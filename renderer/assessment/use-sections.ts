import { useCallback, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import type { UseFormSetFocus } from 'react-hook-form';
import type { FormPath } from './form-paths.ts';
import { type PartId, partOf, type SectionId, sectionOf, sectionsOf } from './form-sections.ts';
import type { FormValues, VisitKind } from './form-values.ts';

/** Sections that a clinic visit rarely needs: closed until they are. */
const closedInClinic: readonly SectionId[] = ['growth', 'vision'];

/** What of the form is in sight, and the way to a field or a section wherever it lies. */
export interface Sections {
  readonly shown: readonly SectionId[];
  /** True for a section that can be closed. */
  canClose(section: SectionId): boolean;
  isOpen(id: SectionId | PartId): boolean;
  toggle(id: SectionId | PartId): void;
  /** Repeated readings of the blood pressure in sight. */
  readonly repeats: number;
  repeat(): void;
  /** Opens what is closed above a field and puts the focus on it. */
  goTo(field: FormPath): void;
}

/** Alt and a digit lead to a section; a refusal leads to its field. `form` is the element that holds them. */
export function useSections(
  kind: VisitKind,
  start: FormValues,
  form: { readonly current: HTMLElement | null },
  setFocus: UseFormSetFocus<FormValues>,
): Sections {
  const [toggled, setToggled] = useState<ReadonlySet<string>>(() => openAtStart(start));
  const [repeats, setRepeats] = useState(() => repeatsOf(start));
  const shown = sectionsOf(kind);
  const canClose = useCallback(
    (section: SectionId) => kind === 'clinic' && closedInClinic.includes(section),
    [kind],
  );
  // Sections are open unless they can be closed; parts are closed.
  const isOpen = useCallback(
    (id: SectionId | PartId) =>
      toggled.has(id) || (shown.some((section) => section === id) && !canClose(id as SectionId)),
    [toggled, shown, canClose],
  );
  const toggle = useCallback((id: SectionId | PartId) => {
    setToggled((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  }, []);
  const open = useCallback((ids: readonly string[]) => {
    setToggled((before) => new Set([...before, ...ids]));
  }, []);
  const repeat = useCallback(() => {
    setRepeats((before) => before + 1);
    afterDrawing(() => setFocus(repeats === 0 ? 'secondSystolicMmHg' : 'thirdSystolicMmHg'));
  }, [repeats, setFocus]);

  const goTo = useCallback(
    (field: FormPath) => {
      const section = sectionOf(field);
      const part = partOf(field);
      open([...(section ? [section] : []), ...(part ? [part] : [])]);
      if (/^(second|third)/.test(field))
        setRepeats((before) => Math.max(before, field.startsWith('third') ? 2 : 1));
      const focus = () => {
        setFocus(field as 'notes');
        return document.activeElement?.getAttribute('name') === field;
      };
      if (focus()) return;
      afterDrawing(() => {
        if (focus() || !section) return;
        // A list without rows has no field of its own: its section is where it is added.
        const at = form.current?.querySelector(`[data-section="${shown.indexOf(section) + 1}"]`);
        if (at && !at.contains(document.activeElement)) focusFirst(at);
      });
    },
    [open, setFocus, form, shown],
  );

  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
      if (!event.altKey || event.ctrlKey || event.shiftKey || event.metaKey || !digit) return;
      const section = shown[Number(digit) - 1];
      if (!section) return;
      event.preventDefault();
      // At once: the next key that is typed already belongs there.
      flushSync(() => open([section]));
      const at = form.current?.querySelector(`[data-section="${digit}"]`);
      if (at) focusFirst(at);
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [shown, open, form]);

  return { shown, canClose, isOpen, toggle, repeats, repeat, goTo };
}

/** A field that was just opened is there after the next drawing. */
function afterDrawing(run: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(run));
}

const fields = 'input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [aria-expanded]';

function focusFirst(within: Element): void {
  const all = [...within.querySelectorAll<HTMLElement>(fields)];
  // In a group of radio buttons the chosen one has the focus.
  const first = all[0];
  const chosen = all.find(
    (each) => each.matches(':checked') && each.getAttribute('name') === first?.getAttribute('name'),
  );
  (chosen ?? first)?.focus();
  within.scrollIntoView?.({ block: 'nearest' });
}

/** A draft or a correction opens what it holds. */
function openAtStart(start: FormValues): ReadonlySet<string> {
  const held = Object.entries(start).filter(([, value]) => value !== '' && value.length > 0);
  const names = held.map(([name]) => name).filter((name) => name !== 'kind' && name !== 'visitDate');
  return new Set(names.flatMap((name) => [sectionOf(name), partOf(name)]).filter((id) => id !== null));
}

function repeatsOf(start: FormValues): number {
  if (start.thirdSystolicMmHg !== '' || start.thirdDiastolicMmHg !== '') return 2;
  return start.secondSystolicMmHg !== '' || start.secondDiastolicMmHg !== '' ? 1 : 0;
}
