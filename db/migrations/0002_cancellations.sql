-- Why and by whom a message was taken out.
CREATE TABLE `cancellations` (
	`messageId` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`by` text NOT NULL,
	`reason` text NOT NULL,
	FOREIGN KEY (`messageId`) REFERENCES `messages`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
CREATE TRIGGER cancellations_are_kept BEFORE DELETE ON cancellations BEGIN
	SELECT RAISE(ABORT, 'cancellations are kept');
END;
