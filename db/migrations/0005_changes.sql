-- What was corrected, merged, replaced and read by people. Nothing of it is ever changed or deleted.
CREATE TABLE `acknowledgements` (
	`attemptId` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`by` text NOT NULL,
	FOREIGN KEY (`attemptId`) REFERENCES `attempts`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;

CREATE TABLE `assessment_changes` (
	`visit` integer NOT NULL,
	`number` integer NOT NULL,
	`id` text NOT NULL,
	`change` text NOT NULL,
	`at` integer NOT NULL,
	`by` text NOT NULL,
	`accountId` integer NOT NULL,
	`reason` text NOT NULL,
	`kind` text NOT NULL,
	`visitStartedAt` integer NOT NULL,
	`measuredAt` integer NOT NULL,
	`content` text NOT NULL,
	PRIMARY KEY(`visit`, `number`),
	FOREIGN KEY (`visit`) REFERENCES `assessments`(`visit`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "assessment_changes_change" CHECK("assessment_changes"."change" IN ('corrected', 'enteredInError')),
	CONSTRAINT "assessment_changes_kind" CHECK("assessment_changes"."kind" IN ('annual', 'comprehensive', 'clinic')),
	CONSTRAINT "assessment_changes_content" CHECK(json_valid("assessment_changes"."content"))
) STRICT;

CREATE UNIQUE INDEX `assessment_changes_id` ON `assessment_changes` (`id`);
CREATE TABLE `replacements` (
	`messageId` integer PRIMARY KEY NOT NULL,
	`newId` integer NOT NULL,
	`at` integer NOT NULL,
	`by` text NOT NULL,
	FOREIGN KEY (`messageId`) REFERENCES `messages`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`newId`) REFERENCES `messages`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;

CREATE TABLE `student_changes` (
	`id` text PRIMARY KEY NOT NULL,
	`studentId` integer NOT NULL,
	`change` text NOT NULL,
	`at` integer NOT NULL,
	`by` text NOT NULL,
	`accountId` integer NOT NULL,
	`detail` text NOT NULL,
	FOREIGN KEY (`studentId`) REFERENCES `students`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "student_changes_change" CHECK("student_changes"."change" IN ('changed', 'condition', 'merged')),
	CONSTRAINT "student_changes_detail" CHECK(json_valid("student_changes"."detail"))
) STRICT;

CREATE INDEX `student_changes_of` ON `student_changes` (`studentId`,`at`);
ALTER TABLE `students` ADD `mergedInto` integer REFERENCES students(id);
CREATE INDEX `attempts_rejected` ON `attempts` (`startedAt`) WHERE "attempts"."outcome" = 'rejected';

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
