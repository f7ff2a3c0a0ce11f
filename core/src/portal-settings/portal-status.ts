/** Where a portal stands: on or off, its address, and its checklist. */
import type { AgentContext } from '../context.ts';
import { filingWarnings } from '../forms/rehearse-filing.ts';
import { type ReadinessItem, readiness } from './readiness.ts';
import { readState } from './settings-state.ts';

export interface PortalStatus {
  title: string;
  /** What is shared with customers. */
  address: string;
  isOn: boolean;
  /** Whether it can be switched on, or may stay so. */
  isReady: boolean;
  revision: number;
  items: ReadinessItem[];
}

/** Throws `PORTAL_NOT_FOUND` on a desk without a portal. */
export async function portalStatus(ctx: AgentContext): Promise<PortalStatus> {
  const { core } = ctx;
  const state = await readState(core.db.read);
  const items = await readiness(core, core.db.read, state, (portal) => filingWarnings(ctx, portal));
  const { title, slug, enabled, revision } = state.portal;
  return {
    title,
    address: `${core.config.publicUrl}/${slug}`,
    isOn: enabled,
    isReady: items.every((item) => item.state !== 'missing'),
    revision,
    items,
  };
}
