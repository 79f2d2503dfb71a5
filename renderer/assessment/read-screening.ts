import { bodySystems, educationTopics } from '../../core/clinical/screening-lists.ts';
import type { ScreeningRecord } from '../../core/contract/screening.ts';
import type { FormValues } from './form-values.ts';
import { possibleValues } from './number-fields.ts';
import { given, orNothing } from './read-record.ts';
import { readDay } from './visit-date.ts';

/** The sections of a comprehensive screening; undefined when none holds anything. */
export function readScreening(values: FormValues): ScreeningRecord | undefined {
  const found = possibleValues(['decayedTeeth', 'haemoglobinGPerDl', 'depressionScore'], values);
  const finding = (result: 'normal' | 'abnormal' | '', note: string) =>
    result === '' ? undefined : given({ result, note: note.trim() });
  const topics = educationTopics.filter((topic) => values[`topic_${topic}`] === 'yes');
  const body = bodySystems.flatMap((system) => {
    const result = values[`body_${system}`];
    // One line of words for the whole examination goes with each finding.
    return result === '' ? [] : [[system, finding(result, result === 'abnormal' ? values.bodyNote : '')]];
  });
  const sections = given({
    medicalHistory: values.medicalHistory.trim(),
    physicalExamination: body.length > 0 ? Object.fromEntries(body) : undefined,
    scoliosis: finding(values.scoliosis, values.scoliosisNote),
    hearing: finding(values.hearing, values.hearingNote),
    dental:
      values.dental === ''
        ? undefined
        : given({ result: values.dental, decayedTeeth: found.decayedTeeth, note: values.dentalNote.trim() }),
    bloodTest: orNothing(
      given({
        result: values.bloodTest === '' ? undefined : values.bloodTest,
        haemoglobinGPerDl: found.haemoglobinGPerDl,
        takenOn: readDay(values.bloodTakenOn, values.visitDate) ?? '',
        note: values.bloodTestNote.trim(),
      }),
    ),
    depression:
      values.depression === ''
        ? undefined
        : given({
            result: values.depression,
            score: found.depressionScore,
            note: values.depressionNote.trim(),
          }),
    smoking: values.smoking === '' ? undefined : values.smoking,
    healthEducation:
      topics.length === 0 && values.educationNote.trim() === ''
        ? undefined
        : given({ topics, note: values.educationNote.trim() }),
    immunisationReview:
      values.immunisation === ''
        ? undefined
        : given({ status: values.immunisation, missing: values.immunisationMissing.trim() }),
  }) as ScreeningRecord;
  return orNothing(sections);
}
