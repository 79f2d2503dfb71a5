/**
 * Licence numbers of the Department of Health in the form in which they were seen: a clinician's is one to three letters and
 * three to seven digits (`GD` for doctors; the letters of nurses are not confirmed). Another form is worth a look, and never
 * more: the receiver's own table decides.
 */
export function isUsualClinicianLicence(licence: string): boolean {
  return /^[A-Z]{1,3}\d{3,7}$/.test(licence.trim());
}

/** Facility licences begin with `MF` or `PF` (compliance checklist of the exchange). */
export function isUsualFacilityLicence(licence: string): boolean {
  return /^[MP]F\d{3,7}$/.test(licence.trim());
}
