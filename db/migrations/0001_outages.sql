-- When a destination could not be reached or would not take messages, and when it did again.
CREATE TABLE `outages` (
	`id` integer PRIMARY KEY NOT NULL,
	`destinationId` text NOT NULL,
	`problem` text NOT NULL,
	`startedAt` integer NOT NULL,
	`endedAt` integer,
	FOREIGN KEY (`destinationId`) REFERENCES `destinations`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "outages_times" CHECK("outages"."endedAt" IS NULL OR "outages"."endedAt" >= "outages"."startedAt")
) STRICT;

CREATE INDEX `outages_open` ON `outages` (`destinationId`) WHERE "outages"."endedAt" IS NULL;
CREATE INDEX `outages_started` ON `outages` (`startedAt`);
