import { expect, it } from 'vitest';
import { isUsualClinicianLicence, isUsualFacilityLicence } from './licence.ts';

it('finds the form of a clinician licence usual or worth a look', () => {
  expect(['GN99999', 'GD123', 'N1234567', ' GN99999 '].map(isUsualClinicianLicence)).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect(['', '99999', 'GN', 'gn99999', 'GNXX9999', 'GN99', 'MF9999-1'].map(isUsualClinicianLicence)).toEqual(
    [false, false, false, false, false, false, false],
  );
});

it('finds the form of a facility licence usual or worth a look', () => {
  expect(['MF9999', 'PF123'].map(isUsualFacilityLicence)).toEqual([true, true]);
  expect(['', 'GN99999', 'MF', 'mf9999', 'MF 9999'].map(isUsualFacilityLicence)).toEqual([
    false,
    false,
    false,
    false,
    false,
  ]);
});
