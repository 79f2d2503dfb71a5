-- A search reads names in their order and stops at the first twelve.
CREATE INDEX `students_by_name` ON `students` (`familyName`,`givenName`,`id`);
