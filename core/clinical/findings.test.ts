import { describe, expect, it } from 'vitest';
import type { Acuity } from './acuity.ts';
import { pressureClass, pressureInterpretation, pressureLimits } from './blood-pressure.ts';
import {
  heartRateRange,
  heightRange,
  lowSystolic,
  outside,
  oxygenSaturationRange,
  respiratoryRateRange,
  temperatureRange,
} from './reference-ranges.ts';
import { abnormalEyes, visionResult } from './vision.ts';

describe('pressureClass', () => {
  it.each([
    [6, 'M', 104, 65, 'normal'],
    [6, 'M', 105, 65, 'abnormal'],
    [6, 'M', 104, 66, 'abnormal'],
    [12, 'F', 113, 74, 'normal'],
    [12, 'F', 114, 74, 'abnormal'],
    [13, 'M', 119, 79, 'normal'],
    [13, 'F', 120, 79, 'elevated'],
    [13, 'M', 119, 80, 'stage1'],
    [13, 'M', 130, 60, 'stage1'],
    [17, 'F', 139, 89, 'stage1'],
    [17, 'F', 140, 60, 'stage2'],
    [17, 'F', 120, 90, 'stage2'],
    [2, 'M', 160, 100, 'notClassified'],
  ] as const)('at %d years (%s) calls %d/%d %s', (age, sex, systolic, diastolic, expected) => {
    expect(pressureClass(age, sex, systolic, diastolic)).toBe(expected);
  });

  it('has a limit for every age from 3', () => {
    expect(pressureLimits(2, 'M')).toBeNull();
    expect(pressureLimits(3, 'M')).toEqual({ systolic: 101, diastolic: 58 });
    expect(pressureLimits(12, 'M')).toEqual({ systolic: 113, diastolic: 75 });
    expect(pressureLimits(19, 'F')).toEqual({ systolic: 120, diastolic: 80 });
  });

  it('is normal or abnormal on the element list', () => {
    expect(
      (['normal', 'elevated', 'stage2', 'abnormal', 'notClassified'] as const).map(pressureInterpretation),
    ).toEqual(['normal', 'abnormal', 'abnormal', 'abnormal', null]);
  });
});

describe('visionResult', () => {
  it.each<[number, Acuity, Acuity, string]>([
    [7, '6/6', '6/6', 'normal'],
    [7, '6/6', '6/7.5', 'abnormal'],
    [7, '6/12', '6/12', 'abnormal'],
    [6, '6/12', '6/12', 'abnormal'],
    [5, '6/12', '6/12', 'normal'],
    [5, '6/15', '6/15', 'abnormal'],
    [3, '6/3', '6/3', 'normal'],
    [2, '6/60', '6/60', 'notClassified'],
  ])('at %d years calls right %s, left %s %s', (age, right, left, expected) => {
    expect(visionResult(age, { right, left })).toBe(expected);
  });

  it('judges with lenses where they were worn, unless the setting says otherwise', () => {
    const found = { right: '6/24', left: '6/24', rightCorrected: '6/6', leftCorrected: '6/6' } as const;

    expect(visionResult(9, found)).toBe('normal');
    expect(visionResult(9, found, 'withoutLenses')).toBe('abnormal');
  });

  it('calls one eye alone abnormal but never normal', () => {
    expect(visionResult(9, { right: '6/6' })).toBe('notClassified');
    expect(visionResult(9, { left: '6/60' })).toBe('abnormal');
  });

  it('marks the worse eye', () => {
    expect(abnormalEyes(11, { right: '6/6', left: '6/7.5' })).toEqual({ right: false, left: true });
    expect(abnormalEyes(11, { right: '6/15', left: '6/12' })).toEqual({ right: true, left: true });
  });
});

describe('reference ranges', () => {
  it('change on the birthday that the tables name', () => {
    expect([heartRateRange(11), heartRateRange(12)]).toEqual([
      { min: 52, max: 115 },
      { min: 47, max: 108 },
    ]);
    expect([respiratoryRateRange(3), respiratoryRateRange(18), respiratoryRateRange(19)]).toEqual([
      { min: 17, max: 33 },
      { min: 11, max: 22 },
      null,
    ]);
    expect([heightRange(2), heightRange(6), heightRange(18)]).toEqual([
      null,
      { min: 100, max: 131 },
      { min: 143, max: 199 },
    ]);
  });

  it('include their ends', () => {
    expect([51, 52, 115, 116].map((rate) => outside(rate, heartRateRange(9)))).toEqual([
      'L',
      null,
      null,
      'H',
    ]);
    expect([35.4, 35.5, 37.9, 38].map((cel) => outside(cel, temperatureRange))).toEqual([
      'L',
      null,
      null,
      'H',
    ]);
    expect([94, 95, 100].map((pct) => outside(pct, oxygenSaturationRange))).toEqual(['L', null, null]);
    expect(outside(500, null)).toBeNull();
  });

  it('call a systolic pressure low by age', () => {
    expect([lowSystolic(5), lowSystolic(10), lowSystolic(16)]).toEqual([80, 90, 90]);
  });
});
