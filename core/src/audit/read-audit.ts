/** What the audit permission opens: the desk's whole trail, and no part of it, for what it covers knows no inbox. */
import { requirePermission, scopesOf } from '../auth/agents.ts';
import type { AgentViewer } from '../context.ts';

/** Throws `NOT_ALLOWED`, also for whoever holds the permission in one inbox alone. */
export function requireAudit(viewer: AgentViewer): void {
  if (scopesOf(viewer, 'audit.read') !== 'everywhere') requirePermission(viewer, 'audit.read', '*');
}
