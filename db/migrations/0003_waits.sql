CREATE INDEX "messages_waits" ON "messages" ("dueAt") WHERE "messages"."state" = 'pending' AND "messages"."attemptCount" > 0;
