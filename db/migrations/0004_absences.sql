-- Who was absent from the screening of a day, or refused it; and classes found without reading every student.
CREATE TABLE `absences` (
	`studentId` integer NOT NULL,
	`day` text NOT NULL,
	`reason` text NOT NULL,
	`at` integer NOT NULL,
	`by` text NOT NULL,
	`accountId` integer NOT NULL,
	PRIMARY KEY(`day`, `studentId`),
	FOREIGN KEY (`studentId`) REFERENCES `students`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "absences_reason" CHECK("absences"."reason" IN ('absent', 'refused'))
) STRICT;
CREATE INDEX `students_by_class` ON `students` (`schoolId`,json_extract(particulars, '$.grade'),json_extract(particulars, '$.className'));
