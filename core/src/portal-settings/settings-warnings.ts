/** What would surprise whoever changed the portal's settings, as sentences: each says what happens and what to do. */
import type { AgentContext } from '../context.ts';
import { filingWarnings } from '../forms/rehearse-filing.ts';
import { mailWarnings } from '../outbox/no-mail-server.ts';
import { audienceGap } from './audience-gap.ts';
import { readState } from './settings-state.ts';
import { signInGap } from './sign-in-gap.ts';

/** Asked once the change is stored, so that it is about the settings as they are now. */
export async function settingsWarnings(
  ctx: AgentContext,
  { changed, invited }: { changed: readonly { key: string }[]; invited: number },
): Promise<string[]> {
  const has = (...keys: string[]) => changed.some(({ key }) => keys.includes(key));
  if (changed.length === 0) return [];
  const { portal, lists } = await readState(ctx.core.db.read);
  return [
    ...(portal.enabled && has('sign-in') ? signInWarnings(portal.authMode) : []),
    ...(portal.enabled && has('audience', 'lists') ? await lockedWarnings(ctx, portal.audience, lists) : []),
    ...(has('form', 'filter') ? await filingWarnings(ctx, portal) : []),
    ...(invited > 0 ? mailWarnings(ctx.core) : []),
  ];
}

/** Customers would stand before a page that takes no password. */
function signInWarnings(authMode: string | null): string[] {
  const gap = signInGap(authMode);
  if (!gap) return [];
  const detail = `${gap.detail.charAt(0).toLowerCase()}${gap.detail.slice(1)}`;
  return [`Nobody can sign in now: ${detail} With passwords again: ${gap.next}`];
}

/** What is said when settings like these let nobody in. */
export async function lockedWarnings(
  ctx: AgentContext,
  audience: string,
  lists: readonly { id: string; name: string }[],
): Promise<string[]> {
  const gap = await audienceGap(ctx.core.db.read, { audience, lists });
  if (!gap) return [];
  const detail = `${gap.detail.charAt(0).toLowerCase()}${gap.detail.slice(1)}`;
  const step = gap.isListChosen ? 'Put somebody on it' : 'Choose one';
  return [`Nobody is let in now: ${detail} ${step}: ${gap.next}`];
}
