-- Messages that left for another PC in a rescue file, and those that came from one.
CREATE TABLE `imported_messages` (
	`source` text PRIMARY KEY NOT NULL,
	`messageId` integer NOT NULL,
	`exportId` text NOT NULL,
	`at` integer NOT NULL,
	`by` text NOT NULL,
	FOREIGN KEY (`messageId`) REFERENCES `messages`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
CREATE TABLE `moved_messages` (
	`messageId` integer PRIMARY KEY NOT NULL,
	`exportId` text NOT NULL,
	`at` integer NOT NULL,
	`by` text NOT NULL,
	`before` text NOT NULL,
	FOREIGN KEY (`messageId`) REFERENCES `messages`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "moved_messages_before" CHECK(json_valid("moved_messages"."before"))
) STRICT;
CREATE INDEX `moved_messages_export` ON `moved_messages` (`exportId`);