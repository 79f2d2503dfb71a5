import arActivity from './ar/activity.json' with { type: 'json' };
import arAssessment from './ar/assessment.json' with { type: 'json' };
import arAudit from './ar/audit.json' with { type: 'json' };
import arCommon from './ar/common.json' with { type: 'json' };
import arConfirm from './ar/confirm.json' with { type: 'json' };
import arHl7 from './ar/hl7.json' with { type: 'json' };
import arNetwork from './ar/network.json' with { type: 'json' };
import arNewStudent from './ar/newStudent.json' with { type: 'json' };
import arProblems from './ar/problems.json' with { type: 'json' };
import arProfiles from './ar/profiles.json' with { type: 'json' };
import arQueue from './ar/queue.json' with { type: 'json' };
import arReports from './ar/reports.json' with { type: 'json' };
import arSettings from './ar/settings.json' with { type: 'json' };
import arSetup from './ar/setup.json' with { type: 'json' };
import arShell from './ar/shell.json' with { type: 'json' };
import arStorage from './ar/storage.json' with { type: 'json' };
import arStudent from './ar/student.json' with { type: 'json' };
import arTray from './ar/tray.json' with { type: 'json' };
import enActivity from './en/activity.json' with { type: 'json' };
import enAssessment from './en/assessment.json' with { type: 'json' };
import enAudit from './en/audit.json' with { type: 'json' };
import enCommon from './en/common.json' with { type: 'json' };
import enConfirm from './en/confirm.json' with { type: 'json' };
import enHl7 from './en/hl7.json' with { type: 'json' };
import enNetwork from './en/network.json' with { type: 'json' };
import enNewStudent from './en/newStudent.json' with { type: 'json' };
import enProblems from './en/problems.json' with { type: 'json' };
import enProfiles from './en/profiles.json' with { type: 'json' };
import enQueue from './en/queue.json' with { type: 'json' };
import enReports from './en/reports.json' with { type: 'json' };
import enSettings from './en/settings.json' with { type: 'json' };
import enSetup from './en/setup.json' with { type: 'json' };
import enShell from './en/shell.json' with { type: 'json' };
import enStorage from './en/storage.json' with { type: 'json' };
import enStudent from './en/student.json' with { type: 'json' };
import enTray from './en/tray.json' with { type: 'json' };

/** The words of window and tray, by language and room; one catalog, so that both say the same. */
export const catalogs = {
  en: {
    setup: enSetup,
    shell: enShell,
    audit: enAudit,
    activity: enActivity,
    assessment: enAssessment,
    common: enCommon,
    confirm: enConfirm,
    hl7: enHl7,
    newStudent: enNewStudent,
    network: enNetwork,
    problems: enProblems,
    profiles: enProfiles,
    queue: enQueue,
    reports: enReports,
    storage: enStorage,
    student: enStudent,
    settings: enSettings,
    tray: enTray,
  },
  ar: {
    setup: arSetup,
    shell: arShell,
    audit: arAudit,
    activity: arActivity,
    assessment: arAssessment,
    common: arCommon,
    confirm: arConfirm,
    hl7: arHl7,
    newStudent: arNewStudent,
    network: arNetwork,
    problems: arProblems,
    profiles: arProfiles,
    queue: arQueue,
    reports: arReports,
    storage: arStorage,
    student: arStudent,
    settings: arSettings,
    tray: arTray,
  },
} as const;

export type Namespace = keyof (typeof catalogs)['en'];
