/**
 * The statements of the outbox whose speed depends on an index: named here, and `query-plan.test.ts` asks the planner about
 * these very texts.
 */

/**
 * The oldest due message of one interface that nothing holds. Read along the order and not along the due times, because all
 * of a backlog is due at once: the planner is not left to guess. What was never tried is due whatever the clock says now.
 */
export const nextDueSql = `
  SELECT id, state, createdAt, position, outcome FROM messages INDEXED BY messages_ready
  WHERE destinationId = ? AND interface = ? AND state = 'pending' AND blockedBy IS NULL
    AND (dueAt <= ? OR attemptCount = 0)
  ORDER BY position LIMIT 1`;

/** When the earliest message of one interface that was tried before becomes due again. */
export const nextDueAtSql = `
  SELECT dueAt FROM messages
  WHERE destinationId = ? AND interface = ? AND state = 'pending' AND blockedBy IS NULL
    AND attemptCount > 0 AND dueAt > ?
  ORDER BY dueAt LIMIT 1`;

/** Ids of everything that is pending or sending: what holds later messages, and what is stopped behind its opener. */
export const waitingIdsSql = `
  SELECT id FROM messages INDEXED BY messages_holding WHERE holds = 1
  UNION ALL
  SELECT id FROM messages INDEXED BY messages_stopped WHERE state = 'pending' AND holds = 0`;

export const interruptedSql = `
  SELECT id, interruptedCount FROM messages INDEXED BY messages_sending
  WHERE state = 'sending' AND leaseGeneration <> ?`;

/** An answer of any kind to another message counts: the receiver was there and working. */
export const acknowledgedOtherSql = `
  SELECT 1 FROM attempts
  WHERE destinationId = @destinationId AND ackCode IS NOT NULL AND finishedAt >= @since AND messageId <> @messageId
    AND (finishedAt > @since
      OR seq > (SELECT max(own.seq) FROM attempts AS own
        WHERE own.id BETWEEN @messageId * 65536 AND @messageId * 65536 + 65535 AND own.startedAt <= @since))
  LIMIT 1`;

export const earlierAdtSql = `
  SELECT 1 FROM messages AS m JOIN messages AS adt ON adt.id IN (
    SELECT listed.value FROM assessments AS a, json_each(a.messageIds) AS listed WHERE a.studentId = m.studentId
    UNION ALL
    SELECT id FROM messages WHERE visit IS NULL AND studentId = m.studentId)
  WHERE m.id = ? AND adt.destinationId = m.destinationId AND adt.position < m.position
    AND adt.interface = 'ADT' AND adt.state IN ('pending', 'sending', 'failed')
  LIMIT 1`;

/** The number of the next attempt over all messages: the counters are written with every change of state anyway. */
export const nextSeqSql = `UPDATE counters SET value = value + 1 WHERE name = 'attempts' RETURNING value AS seq`;

export const openAttemptSql = `
  INSERT INTO attempts (id, messageId, destinationId, number, seq, startedAt)
  VALUES (@messageId * 65536 + @number, @messageId, @destinationId, @number, @seq, @startedAt) RETURNING id`;

export const claimableSql = `
  SELECT m.id, m.controlId, m.kind, m.interface, m.destinationId, m.retryCount, m.strikes, m.createdAt,
    m.lastAttemptAt, m.attemptCount, p.bytes
  FROM messages AS m JOIN payloads AS p ON p.id = m.payloadId
  WHERE m.id = ? AND m.state = 'pending' AND m.blockedBy IS NULL`;

export const claimSql = `
  UPDATE messages SET state = 'sending', rev = rev + 1, lease = @lease, leaseGeneration = @generation, dueAt = NULL,
    attemptCount = attemptCount + 1, lastAttemptAt = @now
  WHERE id = @id AND state = 'pending' AND blockedBy IS NULL
    AND (SELECT generation FROM sender WHERE id = 1 AND owner = @owner) = @generation`;

/** Only the holder of the lease may end an attempt: a late result of a fenced process changes nothing. */
export const finishSql = `
  UPDATE messages SET state = @state, rev = rev + 1, lease = NULL, leaseGeneration = NULL, interruptedCount = 0,
    stateAt = CASE WHEN @state = 'pending' THEN stateAt ELSE @now END,
    finishedAt = CASE WHEN @state = 'sent' THEN @now END,
    dueAt = @dueAt, retryCount = retryCount + @retry, strikes = strikes + @strike,
    possiblyDelivered = max(possiblyDelivered, @possiblyDelivered), duplicate = max(duplicate, @duplicate),
    outcome = @outcome, problem = @problem, problemField = @problemField,
    holds = CASE WHEN @state = 'pending' THEN holds ELSE 0 END
  WHERE id = @id AND state = 'sending' AND lease = @lease AND leaseGeneration = @generation
    AND (SELECT generation FROM sender WHERE id = 1 AND owner = @owner) = @generation`;

export const finishAttemptSql = `
  UPDATE attempts SET finishedAt = @now, outcome = @outcome, problem = @problem, code = @code, ackCode = @ackCode,
    errCode = @errCode, errText = @errText, errLocation = @errLocation, httpStatus = @httpStatus,
    latencyMs = @latencyMs, transport = @transport, ackRaw = @ackRaw
  WHERE id = @attemptId AND finishedAt IS NULL`;

/** Brings waits beyond the latest allowed time back to it. What was never tried waits for no time (nextDueSql). */
export const clampSql = `
  UPDATE messages INDEXED BY messages_waits SET dueAt = @latest, rev = rev + 1
  WHERE state = 'pending' AND attemptCount > 0 AND dueAt > @latest`;
