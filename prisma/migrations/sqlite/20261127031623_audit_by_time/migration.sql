-- CreateIndex
CREATE INDEX "AuditEvent_at_seq_idx" ON "AuditEvent"("at", "seq");

-- CreateIndex
CREATE INDEX "AuditEvent_actor_at_seq_idx" ON "AuditEvent"("actor", "at", "seq");
