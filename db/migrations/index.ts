/** One step of the schema: never edited once shipped. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

/** All steps in order. Written by `node db/migrations/embed.ts` from the SQL files beside it. */
export const migrations: readonly Migration[] = [
  {
    version: 1,
    name: 'initial',
    sql: `CREATE TABLE "audit" (
	"seq" integer PRIMARY KEY NOT NULL,
	"at" integer NOT NULL,
	"tzOffsetMinutes" integer NOT NULL,
	"actor" text NOT NULL,
	"machine" text NOT NULL,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"outcome" text NOT NULL,
	"detail" text NOT NULL,
	"prev" text NOT NULL,
	"mac" text NOT NULL,
	CONSTRAINT "audit_outcome" CHECK("audit"."outcome" IN ('ok', 'refused', 'failed'))
) STRICT;

CREATE TABLE "attempts" (
	"id" integer PRIMARY KEY NOT NULL,
	"messageId" integer NOT NULL,
	"destinationId" text NOT NULL,
	"number" integer NOT NULL,
	"seq" integer NOT NULL,
	"startedAt" integer NOT NULL,
	"finishedAt" integer,
	"outcome" text,
	"problem" text,
	"code" text,
	"ackCode" text,
	"errCode" text,
	"errText" text,
	"errLocation" text,
	"httpStatus" integer,
	"latencyMs" real,
	"transport" text,
	"ackRaw" blob,
	FOREIGN KEY ("messageId") REFERENCES "messages"("id") ON UPDATE no action ON DELETE no action,
	CONSTRAINT "attempts_outcome" CHECK("attempts"."outcome" IN ('delivered', 'rejected', 'wait', 'transient', 'configuration', 'noAnswer', 'unreachable')),
	CONSTRAINT "attempts_id" CHECK("attempts"."id" = "attempts"."messageId" * 65536 + "attempts"."number" AND "attempts"."number" BETWEEN 1 AND 65535),
	CONSTRAINT "attempts_finished" CHECK(("attempts"."finishedAt" IS NULL) = ("attempts"."outcome" IS NULL))
) STRICT;

CREATE INDEX "attempts_acknowledged" ON "attempts" ("destinationId","finishedAt") WHERE "attempts"."ackCode" IS NOT NULL;
CREATE TABLE "counters" (
	"name" text PRIMARY KEY NOT NULL,
	"value" integer NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE "hourly" (
	"hour" integer PRIMARY KEY NOT NULL,
	"sentBefore" integer NOT NULL,
	"firstMessageId" integer NOT NULL,
	"failed" integer DEFAULT 0 NOT NULL
) STRICT;

CREATE TABLE "manual_retries" (
	"operationId" text NOT NULL,
	"messageId" integer NOT NULL,
	"at" integer NOT NULL,
	"by" text NOT NULL,
	"attemptsBefore" integer NOT NULL,
	"before" text NOT NULL,
	"undoneAt" integer,
	PRIMARY KEY("operationId", "messageId"),
	FOREIGN KEY ("messageId") REFERENCES "messages"("id") ON UPDATE no action ON DELETE no action,
	CONSTRAINT "manual_retries_before" CHECK(json_valid("manual_retries"."before"))
) STRICT;

CREATE INDEX "manual_retries_of_message" ON "manual_retries" ("messageId");
CREATE INDEX "manual_retries_at" ON "manual_retries" ("at");
CREATE TABLE "sender" (
	"id" integer PRIMARY KEY NOT NULL,
	"owner" text,
	"pid" integer,
	"startMark" text,
	"generation" integer NOT NULL,
	"heartbeatAt" integer NOT NULL,
	CONSTRAINT "sender_single" CHECK("sender"."id" = 1),
	CONSTRAINT "sender_owned" CHECK(("sender"."owner" IS NULL) = ("sender"."pid" IS NULL))
) STRICT;

CREATE TABLE "destination_secrets" (
	"destinationId" text PRIMARY KEY NOT NULL,
	"secret" text NOT NULL,
	FOREIGN KEY ("destinationId") REFERENCES "destinations"("id") ON UPDATE no action ON DELETE no action
) STRICT;

CREATE TABLE "destinations" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"enabled" integer NOT NULL,
	"profile" text NOT NULL,
	"profileVersion" integer NOT NULL,
	"pause" text,
	"createdAt" integer NOT NULL,
	"updatedAt" integer NOT NULL,
	CONSTRAINT "destinations_enabled" CHECK("destinations"."enabled" IN (0, 1)),
	CONSTRAINT "destinations_profile" CHECK(json_valid("destinations"."profile")),
	CONSTRAINT "destinations_pause" CHECK("destinations"."pause" IS NULL OR json_valid("destinations"."pause"))
) STRICT;

CREATE TABLE "settings" (
	"key" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE "messages" (
	"id" integer PRIMARY KEY NOT NULL,
	"rev" integer DEFAULT 1 NOT NULL,
	"state" text NOT NULL,
	"stateAt" integer NOT NULL,
	"studentId" integer NOT NULL,
	"schoolId" integer NOT NULL,
	"visit" integer,
	"destinationId" text NOT NULL,
	"profileVersion" integer NOT NULL,
	"kind" text NOT NULL,
	"interface" text NOT NULL,
	"opensVisit" integer NOT NULL,
	"position" integer NOT NULL,
	"blockedBy" integer,
	"holds" integer NOT NULL,
	"controlId" text,
	"payloadId" integer,
	"retryCount" integer DEFAULT 0 NOT NULL,
	"strikes" integer DEFAULT 0 NOT NULL,
	"interruptedCount" integer DEFAULT 0 NOT NULL,
	"attemptCount" integer DEFAULT 0 NOT NULL,
	"possiblyDelivered" integer DEFAULT false NOT NULL,
	"duplicate" integer DEFAULT false NOT NULL,
	"outcome" text,
	"problem" text,
	"problemField" text,
	"dueAt" integer,
	"createdAt" integer NOT NULL,
	"lastAttemptAt" integer,
	"finishedAt" integer,
	"lease" text,
	"leaseGeneration" integer,
	"supersedes" integer,
	"supersededBy" integer,
	FOREIGN KEY ("studentId") REFERENCES "students"("id") ON UPDATE no action ON DELETE no action,
	FOREIGN KEY ("schoolId") REFERENCES "schools"("id") ON UPDATE no action ON DELETE no action,
	FOREIGN KEY ("visit") REFERENCES "assessments"("visit") ON UPDATE no action ON DELETE no action,
	FOREIGN KEY ("destinationId") REFERENCES "destinations"("id") ON UPDATE no action ON DELETE no action,
	FOREIGN KEY ("blockedBy") REFERENCES "messages"("id") ON UPDATE no action ON DELETE no action,
	FOREIGN KEY ("payloadId") REFERENCES "payloads"("id") ON UPDATE no action ON DELETE no action,
	FOREIGN KEY ("supersedes") REFERENCES "messages"("id") ON UPDATE no action ON DELETE no action,
	FOREIGN KEY ("supersededBy") REFERENCES "messages"("id") ON UPDATE no action ON DELETE no action,
	CONSTRAINT "messages_state" CHECK("messages"."state" IN ('pending', 'sending', 'sent', 'failed', 'superseded', 'cancelled')),
	CONSTRAINT "messages_interface" CHECK("messages"."interface" IN ('ADT', 'ORU', 'PPR')),
	CONSTRAINT "messages_outcome" CHECK("messages"."outcome" IN ('delivered', 'rejected', 'wait', 'transient', 'configuration', 'noAnswer', 'unreachable')),
	CONSTRAINT "messages_lease" CHECK(("messages"."state" = 'sending') = ("messages"."lease" IS NOT NULL AND "messages"."leaseGeneration" IS NOT NULL)
        AND ("messages"."lease" IS NULL) = ("messages"."leaseGeneration" IS NULL)),
	CONSTRAINT "messages_finished" CHECK(("messages"."state" IN ('sent', 'superseded', 'cancelled')) = ("messages"."finishedAt" IS NOT NULL)),
	CONSTRAINT "messages_due_at" CHECK(("messages"."state" = 'pending') = ("messages"."dueAt" IS NOT NULL)),
	CONSTRAINT "messages_failed_reason" CHECK("messages"."state" <> 'failed' OR "messages"."problem" IS NOT NULL),
	CONSTRAINT "messages_superseded_by" CHECK("messages"."state" <> 'superseded' OR "messages"."supersededBy" IS NOT NULL),
	CONSTRAINT "messages_built" CHECK(("messages"."payloadId" IS NOT NULL AND "messages"."controlId" IS NOT NULL)
        OR ("messages"."payloadId" IS NULL AND "messages"."controlId" IS NULL
          AND "messages"."state" IN ('failed', 'superseded', 'cancelled'))),
	CONSTRAINT "messages_control_id_length" CHECK(length("messages"."controlId") BETWEEN 1 AND 199),
	CONSTRAINT "messages_blocked_by" CHECK("messages"."blockedBy" IS NULL OR "messages"."state" = 'pending'),
	CONSTRAINT "messages_holds" CHECK("messages"."holds" = 0 OR "messages"."state" IN ('pending', 'sending')),
	CONSTRAINT "messages_flags" CHECK("messages"."opensVisit" IN (0, 1) AND "messages"."possiblyDelivered" IN (0, 1) AND "messages"."duplicate" IN (0, 1) AND "messages"."holds" IN (0, 1)),
	CONSTRAINT "messages_counts" CHECK("messages"."retryCount" >= 0 AND "messages"."strikes" >= 0 AND "messages"."interruptedCount" >= 0 AND "messages"."attemptCount" >= 0)
) STRICT;

CREATE UNIQUE INDEX "messages_control_id" ON "messages" ("controlId");
CREATE INDEX "messages_without_visit" ON "messages" ("studentId") WHERE "messages"."visit" IS NULL;
CREATE INDEX "messages_by_problem" ON "messages" ("problem") WHERE "messages"."problem" IS NOT NULL;
CREATE INDEX "messages_ready" ON "messages" ("destinationId","interface","position") WHERE "messages"."state" = 'pending' AND "messages"."blockedBy" IS NULL;
CREATE INDEX "messages_due" ON "messages" ("destinationId","interface","dueAt") WHERE "messages"."state" = 'pending' AND "messages"."blockedBy" IS NULL AND "messages"."attemptCount" > 0;
CREATE INDEX "messages_holding" ON "messages" ("studentId","destinationId","position") WHERE "messages"."holds" = 1;
CREATE INDEX "messages_stopped" ON "messages" ("id") WHERE "messages"."state" = 'pending' AND "messages"."holds" = 0;
CREATE INDEX "messages_sending" ON "messages" ("leaseGeneration") WHERE "messages"."state" = 'sending';
CREATE INDEX "messages_failed" ON "messages" ("id") WHERE "messages"."state" = 'failed';
CREATE INDEX "messages_sent" ON "messages" ("id") WHERE "messages"."state" = 'sent';
CREATE TABLE "payloads" (
	"id" integer PRIMARY KEY NOT NULL,
	"bytes" blob NOT NULL
) STRICT;

CREATE TABLE "accounts" (
	"id" integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	"name" text NOT NULL,
	"nameKey" text NOT NULL,
	"role" text NOT NULL,
	"familyName" text NOT NULL,
	"givenName" text NOT NULL,
	"licence" text,
	"disabled" integer NOT NULL,
	"hash" blob NOT NULL,
	"salt" blob NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"lockedUntil" integer,
	CONSTRAINT "accounts_role" CHECK("accounts"."role" IN ('nurse', 'admin')),
	CONSTRAINT "accounts_disabled" CHECK("accounts"."disabled" IN (0, 1)),
	CONSTRAINT "accounts_failures" CHECK("accounts"."failures" >= 0)
) STRICT;

CREATE UNIQUE INDEX "accounts_name_key" ON "accounts" ("nameKey");
CREATE TABLE "schools" (
	"id" integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	"name" text NOT NULL,
	"nameKey" text NOT NULL,
	"nameArabic" text,
	"facilityLicence" text,
	"students" integer DEFAULT 0 NOT NULL
) STRICT;

CREATE UNIQUE INDEX "schools_name_key" ON "schools" ("nameKey");
CREATE TABLE "student_words" (
	"word" text NOT NULL,
	"studentId" integer NOT NULL,
	PRIMARY KEY("word", "studentId"),
	FOREIGN KEY ("studentId") REFERENCES "students"("id") ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;

CREATE INDEX "student_words_by_student" ON "student_words" ("studentId","word");
CREATE TABLE "students" (
	"id" integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	"schoolId" integer NOT NULL,
	"studentNumber" text NOT NULL,
	"numberKey" text NOT NULL,
	"familyName" text NOT NULL,
	"givenName" text NOT NULL,
	"middleName" text,
	"familyNameArabic" text,
	"givenNameArabic" text,
	"middleNameArabic" text,
	"dateOfBirth" text NOT NULL,
	"sex" text NOT NULL,
	"nationality" text NOT NULL,
	"emiratesId" text,
	"particulars" text NOT NULL,
	"createdAt" integer NOT NULL,
	"updatedAt" integer NOT NULL,
	FOREIGN KEY ("schoolId") REFERENCES "schools"("id") ON UPDATE no action ON DELETE no action,
	CONSTRAINT "students_sex" CHECK("students"."sex" IN ('M', 'F')),
	CONSTRAINT "students_particulars" CHECK(json_valid("students"."particulars"))
) STRICT;

CREATE UNIQUE INDEX "students_number" ON "students" ("schoolId","numberKey");
CREATE INDEX "students_by_number" ON "students" ("numberKey");
CREATE TABLE "assessments" (
	"visit" integer PRIMARY KEY NOT NULL,
	"id" text NOT NULL,
	"studentId" integer NOT NULL,
	"schoolId" integer NOT NULL,
	"kind" text NOT NULL,
	"visitStartedAt" integer NOT NULL,
	"measuredAt" integer NOT NULL,
	"savedAt" integer NOT NULL,
	"savedBy" text NOT NULL,
	"accountId" integer NOT NULL,
	"content" text NOT NULL,
	"messageIds" text NOT NULL,
	FOREIGN KEY ("studentId") REFERENCES "students"("id") ON UPDATE no action ON DELETE no action,
	FOREIGN KEY ("schoolId") REFERENCES "schools"("id") ON UPDATE no action ON DELETE no action,
	CONSTRAINT "assessments_kind" CHECK("assessments"."kind" IN ('annual', 'comprehensive', 'clinic')),
	CONSTRAINT "assessments_content" CHECK(json_valid("assessments"."content")),
	CONSTRAINT "assessments_message_ids" CHECK(json_valid("assessments"."messageIds"))
) STRICT;

CREATE UNIQUE INDEX "assessments_id" ON "assessments" ("id");
CREATE INDEX "assessments_by_student" ON "assessments" ("studentId","measuredAt");
CREATE TABLE "drafts" (
	"id" text PRIMARY KEY NOT NULL,
	"accountId" integer NOT NULL,
	"studentId" integer,
	"fields" text NOT NULL,
	"updatedAt" integer NOT NULL,
	CONSTRAINT "drafts_fields" CHECK(json_valid("drafts"."fields"))
) STRICT;

CREATE INDEX "drafts_by_account" ON "drafts" ("accountId","updatedAt");

-- By hand from here: what drizzle-kit does not know.

INSERT INTO counters (name, value) VALUES
	('pending', 0), ('sending', 0), ('sent', 0), ('failed', 0), ('superseded', 0), ('cancelled', 0), ('lastAcceptedAt', 0), ('attempts', 0);
INSERT INTO sender (id, generation, heartbeatAt) VALUES (1, 0, 0);

CREATE TRIGGER messages_counted AFTER INSERT ON messages BEGIN
	INSERT OR IGNORE INTO hourly (hour, sentBefore, firstMessageId)
		SELECT NEW.stateAt / 3600000, value, NEW.id FROM counters WHERE name = 'sent';
	INSERT INTO counters (name, value) VALUES (NEW.state, 1), (NEW.state || ':' || NEW.schoolId, 1)
		ON CONFLICT (name) DO UPDATE SET value = value + 1;
	UPDATE hourly SET failed = failed + 1 WHERE NEW.state = 'failed' AND hour = NEW.stateAt / 3600000;
END;
CREATE TRIGGER messages_recounted AFTER UPDATE OF state ON messages WHEN OLD.state <> NEW.state BEGIN
	INSERT OR IGNORE INTO hourly (hour, sentBefore, firstMessageId)
		SELECT NEW.stateAt / 3600000, value, (SELECT max(id) + 1 FROM messages) FROM counters
		WHERE name = 'sent' AND NEW.state IN ('sent', 'failed');
	UPDATE counters SET value = value - 1 WHERE name IN (OLD.state, OLD.state || ':' || OLD.schoolId);
	INSERT INTO counters (name, value) VALUES (NEW.state, 1), (NEW.state || ':' || NEW.schoolId, 1)
		ON CONFLICT (name) DO UPDATE SET value = value + 1;
	UPDATE counters SET value = max(value, NEW.stateAt) WHERE NEW.state = 'sent' AND name = 'lastAcceptedAt';
	UPDATE hourly SET failed = failed + 1 WHERE NEW.state = 'failed' AND hour = NEW.stateAt / 3600000;
	UPDATE hourly SET failed = failed - 1 WHERE OLD.state = 'failed' AND hour = OLD.stateAt / 3600000;
END;
CREATE TRIGGER messages_sent_is_final BEFORE UPDATE OF state ON messages
	WHEN OLD.state IN ('sent', 'superseded', 'cancelled') AND NEW.state <> OLD.state BEGIN
	SELECT RAISE(ABORT, 'final state');
END;
CREATE TRIGGER messages_are_kept BEFORE DELETE ON messages BEGIN
	SELECT RAISE(ABORT, 'messages are never deleted');
END;
CREATE TRIGGER messages_keep_their_school BEFORE UPDATE OF schoolId ON messages WHEN NEW.schoolId <> OLD.schoolId BEGIN
	SELECT RAISE(ABORT, 'a message keeps its school');
END;
CREATE TRIGGER messages_stay_as_built BEFORE UPDATE OF payloadId, controlId ON messages
	WHEN OLD.payloadId IS NOT NULL AND (NEW.payloadId IS NOT OLD.payloadId OR NEW.controlId IS NOT OLD.controlId) BEGIN
	SELECT RAISE(ABORT, 'a built message is never rebuilt in place');
END;

CREATE TRIGGER payloads_are_frozen BEFORE UPDATE ON payloads BEGIN
	SELECT RAISE(ABORT, 'payloads are frozen');
END;
CREATE TRIGGER payloads_are_kept BEFORE DELETE ON payloads BEGIN
	SELECT RAISE(ABORT, 'payloads are never deleted');
END;

CREATE TRIGGER attempts_finish_once BEFORE UPDATE ON attempts WHEN OLD.finishedAt IS NOT NULL BEGIN
	SELECT RAISE(ABORT, 'attempts are append-only');
END;
CREATE TRIGGER attempts_are_kept BEFORE DELETE ON attempts BEGIN
	SELECT RAISE(ABORT, 'attempts are append-only');
END;

CREATE TRIGGER assessments_are_kept BEFORE DELETE ON assessments BEGIN
	SELECT RAISE(ABORT, 'assessments are never deleted');
END;

CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN
	SELECT RAISE(ABORT, 'audit is append-only');
END;
CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit BEGIN
	SELECT RAISE(ABORT, 'audit is append-only');
END;

CREATE TRIGGER students_counted AFTER INSERT ON students BEGIN
	UPDATE schools SET students = students + 1 WHERE id = NEW.schoolId;
END;
CREATE TRIGGER students_moved AFTER UPDATE OF schoolId ON students WHEN OLD.schoolId <> NEW.schoolId BEGIN
	UPDATE schools SET students = students - 1 WHERE id = OLD.schoolId;
	UPDATE schools SET students = students + 1 WHERE id = NEW.schoolId;
END;
CREATE TRIGGER students_uncounted AFTER DELETE ON students BEGIN
	UPDATE schools SET students = students - 1 WHERE id = OLD.schoolId;
END;
`,
  },
  {
    version: 2,
    name: 'outages',
    sql: `-- When a destination could not be reached or would not take messages, and when it did again.
CREATE TABLE \`outages\` (
	\`id\` integer PRIMARY KEY NOT NULL,
	\`destinationId\` text NOT NULL,
	\`problem\` text NOT NULL,
	\`startedAt\` integer NOT NULL,
	\`endedAt\` integer,
	FOREIGN KEY (\`destinationId\`) REFERENCES \`destinations\`(\`id\`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "outages_times" CHECK("outages"."endedAt" IS NULL OR "outages"."endedAt" >= "outages"."startedAt")
) STRICT;

CREATE INDEX \`outages_open\` ON \`outages\` (\`destinationId\`) WHERE "outages"."endedAt" IS NULL;
CREATE INDEX \`outages_started\` ON \`outages\` (\`startedAt\`);
`,
  },
  {
    version: 3,
    name: 'cancellations',
    sql: `-- Why and by whom a message was taken out.
CREATE TABLE \`cancellations\` (
	\`messageId\` integer PRIMARY KEY NOT NULL,
	\`at\` integer NOT NULL,
	\`by\` text NOT NULL,
	\`reason\` text NOT NULL,
	FOREIGN KEY (\`messageId\`) REFERENCES \`messages\`(\`id\`) ON UPDATE no action ON DELETE no action
) STRICT;
CREATE TRIGGER cancellations_are_kept BEFORE DELETE ON cancellations BEGIN
	SELECT RAISE(ABORT, 'cancellations are kept');
END;
`,
  },
  {
    version: 4,
    name: 'waits',
    sql: `CREATE INDEX "messages_waits" ON "messages" ("dueAt") WHERE "messages"."state" = 'pending' AND "messages"."attemptCount" > 0;
`,
  },
  {
    version: 5,
    name: 'absences',
    sql: `-- Who was absent from the screening of a day, or refused it; and classes found without reading every student.
CREATE TABLE \`absences\` (
	\`studentId\` integer NOT NULL,
	\`day\` text NOT NULL,
	\`reason\` text NOT NULL,
	\`at\` integer NOT NULL,
	\`by\` text NOT NULL,
	\`accountId\` integer NOT NULL,
	PRIMARY KEY(\`day\`, \`studentId\`),
	FOREIGN KEY (\`studentId\`) REFERENCES \`students\`(\`id\`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "absences_reason" CHECK("absences"."reason" IN ('absent', 'refused'))
) STRICT;
CREATE INDEX \`students_by_class\` ON \`students\` (\`schoolId\`,json_extract(particulars, '$.grade'),json_extract(particulars, '$.className'));
`,
  },
  {
    version: 6,
    name: 'changes',
    sql: `-- What was corrected, merged, replaced and read by people. Nothing of it is ever changed or deleted.
CREATE TABLE \`acknowledgements\` (
	\`attemptId\` integer PRIMARY KEY NOT NULL,
	\`at\` integer NOT NULL,
	\`by\` text NOT NULL,
	FOREIGN KEY (\`attemptId\`) REFERENCES \`attempts\`(\`id\`) ON UPDATE no action ON DELETE no action
) STRICT;

CREATE TABLE \`assessment_changes\` (
	\`visit\` integer NOT NULL,
	\`number\` integer NOT NULL,
	\`id\` text NOT NULL,
	\`change\` text NOT NULL,
	\`at\` integer NOT NULL,
	\`by\` text NOT NULL,
	\`accountId\` integer NOT NULL,
	\`reason\` text NOT NULL,
	\`kind\` text NOT NULL,
	\`visitStartedAt\` integer NOT NULL,
	\`measuredAt\` integer NOT NULL,
	\`content\` text NOT NULL,
	PRIMARY KEY(\`visit\`, \`number\`),
	FOREIGN KEY (\`visit\`) REFERENCES \`assessments\`(\`visit\`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "assessment_changes_change" CHECK("assessment_changes"."change" IN ('corrected', 'enteredInError')),
	CONSTRAINT "assessment_changes_kind" CHECK("assessment_changes"."kind" IN ('annual', 'comprehensive', 'clinic')),
	CONSTRAINT "assessment_changes_content" CHECK(json_valid("assessment_changes"."content"))
) STRICT;

CREATE UNIQUE INDEX \`assessment_changes_id\` ON \`assessment_changes\` (\`id\`);
CREATE TABLE \`replacements\` (
	\`messageId\` integer PRIMARY KEY NOT NULL,
	\`newId\` integer NOT NULL,
	\`at\` integer NOT NULL,
	\`by\` text NOT NULL,
	FOREIGN KEY (\`messageId\`) REFERENCES \`messages\`(\`id\`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (\`newId\`) REFERENCES \`messages\`(\`id\`) ON UPDATE no action ON DELETE no action
) STRICT;

CREATE TABLE \`student_changes\` (
	\`id\` text PRIMARY KEY NOT NULL,
	\`studentId\` integer NOT NULL,
	\`change\` text NOT NULL,
	\`at\` integer NOT NULL,
	\`by\` text NOT NULL,
	\`accountId\` integer NOT NULL,
	\`detail\` text NOT NULL,
	FOREIGN KEY (\`studentId\`) REFERENCES \`students\`(\`id\`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "student_changes_change" CHECK("student_changes"."change" IN ('changed', 'condition', 'merged')),
	CONSTRAINT "student_changes_detail" CHECK(json_valid("student_changes"."detail"))
) STRICT;

CREATE INDEX \`student_changes_of\` ON \`student_changes\` (\`studentId\`,\`at\`);
ALTER TABLE \`students\` ADD \`mergedInto\` integer REFERENCES students(id);
CREATE INDEX \`attempts_rejected\` ON \`attempts\` (\`startedAt\`) WHERE "attempts"."outcome" = 'rejected';

CREATE TRIGGER assessment_changes_are_kept BEFORE DELETE ON assessment_changes BEGIN
	SELECT RAISE(ABORT, 'changes are kept');
END;
CREATE TRIGGER assessment_changes_are_not_changed BEFORE UPDATE ON assessment_changes BEGIN
	SELECT RAISE(ABORT, 'changes are append-only');
END;
CREATE TRIGGER student_changes_are_kept BEFORE DELETE ON student_changes BEGIN
	SELECT RAISE(ABORT, 'changes are kept');
END;
CREATE TRIGGER student_changes_are_not_changed BEFORE UPDATE ON student_changes BEGIN
	SELECT RAISE(ABORT, 'changes are append-only');
END;
CREATE TRIGGER replacements_are_kept BEFORE DELETE ON replacements BEGIN
	SELECT RAISE(ABORT, 'changes are kept');
END;
CREATE TRIGGER replacements_are_not_changed BEFORE UPDATE ON replacements BEGIN
	SELECT RAISE(ABORT, 'changes are append-only');
END;
CREATE TRIGGER acknowledgements_are_kept BEFORE DELETE ON acknowledgements BEGIN
	SELECT RAISE(ABORT, 'changes are kept');
END;
CREATE TRIGGER acknowledgements_are_not_changed BEFORE UPDATE ON acknowledgements BEGIN
	SELECT RAISE(ABORT, 'changes are append-only');
END;
CREATE TRIGGER assessments_change_after_their_copy
	BEFORE UPDATE OF id, kind, visitStartedAt, measuredAt, savedAt, savedBy, accountId, content ON assessments
	WHEN NOT EXISTS (SELECT 1 FROM assessment_changes AS c WHERE c.visit = OLD.visit AND c.content = OLD.content
		AND c.kind = OLD.kind AND c.visitStartedAt = OLD.visitStartedAt AND c.measuredAt = OLD.measuredAt
		AND c.number = (SELECT max(number) FROM assessment_changes WHERE visit = OLD.visit))
	OR NEW.id <> OLD.id OR NEW.savedAt <> OLD.savedAt OR NEW.savedBy <> OLD.savedBy OR NEW.accountId <> OLD.accountId BEGIN
	SELECT RAISE(ABORT, 'an assessment changes only after what it was is kept');
END;
CREATE TRIGGER entered_in_error_is_final BEFORE INSERT ON assessment_changes
	WHEN EXISTS (SELECT 1 FROM assessment_changes WHERE visit = NEW.visit AND change = 'enteredInError') BEGIN
	SELECT RAISE(ABORT, 'entered in error is final');
END;
`,
  },
  {
    version: 7,
    name: 'school_region',
    sql: `ALTER TABLE \`schools\` ADD \`region\` text;`,
  },
  {
    version: 8,
    name: 'students_by_name',
    sql: `-- A search reads names in their order and stops at the first twelve.
CREATE INDEX \`students_by_name\` ON \`students\` (\`familyName\`,\`givenName\`,\`id\`);
`,
  },
  {
    version: 9,
    name: 'moved_messages',
    sql: `-- Messages that left for another PC in a rescue file, and those that came from one.
CREATE TABLE \`imported_messages\` (
	\`source\` text PRIMARY KEY NOT NULL,
	\`messageId\` integer NOT NULL,
	\`exportId\` text NOT NULL,
	\`at\` integer NOT NULL,
	\`by\` text NOT NULL,
	FOREIGN KEY (\`messageId\`) REFERENCES \`messages\`(\`id\`) ON UPDATE no action ON DELETE no action
) STRICT;
CREATE TABLE \`moved_messages\` (
	\`messageId\` integer PRIMARY KEY NOT NULL,
	\`exportId\` text NOT NULL,
	\`at\` integer NOT NULL,
	\`by\` text NOT NULL,
	\`before\` text NOT NULL,
	FOREIGN KEY (\`messageId\`) REFERENCES \`messages\`(\`id\`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "moved_messages_before" CHECK(json_valid("moved_messages"."before"))
) STRICT;
CREATE INDEX \`moved_messages_export\` ON \`moved_messages\` (\`exportId\`);`,
  },
];
