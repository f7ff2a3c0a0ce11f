/** Signing in with e-mail and password: agents to the desk, contacts to a portal. */
import type { Context, Core, Source, Viewer } from '../context.ts';
import { inTransaction } from '../context.ts';
import { PosternError } from '../errors.ts';
import { recordEvent } from '../live/record-event.ts';
import { accessPortal, noPasswordsHere, notInAudience } from '../visibility/access-portal.ts';
import { contactStanding } from '../visibility/contact-standing.ts';
import { agentSessions, agentTokenPrefix } from './agent-sessions.ts';
import { contactSessions, contactTokenPrefix } from './contact-sessions.ts';
import { beginTry } from './guessing.ts';
import { passwordFits } from './passwords.ts';

export interface Credentials {
  email: string;
  password: string;
  /** Where the attempt came from, when a surface in this process knows: guessing is counted by it too. */
  address?: string | undefined;
}

/** Throws one and the same `WRONG_CREDENTIALS`, after the same work, for a wrong password and an unknown person. */
export async function signInAgent(
  ctx: Context,
  credentials: Credentials,
): Promise<{ token: string; agent: { name: string; email: string } }> {
  const email = credentials.email.trim().toLowerCase();
  const agent = await ctx.core.db.read.agent.findUnique({ where: { email } });
  const usable = agent && !agent.disabledAt ? agent : null;
  await requirePassword(ctx, usable?.passwordHash, { ...credentials, account: `agent:${email}` });
  if (!usable) throw wrongCredentials();
  return startAgentSession(ctx, usable);
}

/** Signs an agent in whose identity has been proven just now. */
export async function startAgentSession(
  ctx: Context,
  { id, name, email }: { id: string; name: string; email: string },
): Promise<{ token: string; agent: { name: string; email: string } }> {
  const session = await agentSessions(ctx.core).createSession(id, {}, { sessionId: ctx.core.ids.secret() });
  await recordSignIn(ctx, { kind: 'agent', id });
  return { token: agentTokenPrefix + session.id, agent: { name, email } };
}

/** As `signInAgent`, for a contact of a portal; `PORTAL_OFF` while it is off, `NOT_ALLOWED` where passwords are not used. */
export async function signInContact(
  ctx: Context,
  credentials: Credentials & { slug: string },
): Promise<{ token: string }> {
  const portal = await accessPortal(ctx.core, credentials.slug);
  if (portal.authMode === 'SSO') throw noPasswordsHere();
  const email = credentials.email.trim().toLowerCase();
  const contact = await ctx.core.db.read.contact.findUnique({ where: { email } });
  const usable = contact && !contact.blockedAt ? contact : null;
  await requirePassword(ctx, usable?.passwordHash, { ...credentials, account: `contact:${email}` });
  if (!usable) throw wrongCredentials();
  // Told only to who knows the password: to everybody else this portal's audience is nobody's business.
  const standing = await contactStanding(ctx.core, { contactId: usable.id, portalId: portal.id });
  if (!standing?.isInAudience) throw notInAudience();
  return startContactSession(ctx, { contactId: usable.id, portalId: portal.id });
}

/** Signs a contact in whose identity has been proven just now. */
export async function startContactSession(
  ctx: Context,
  { contactId, portalId }: { contactId: string; portalId: string },
): Promise<{ token: string }> {
  const session = await contactSessions(ctx.core).createSession(
    contactId,
    { portalId },
    { sessionId: ctx.core.ids.secret() },
  );
  await recordSignIn(ctx, { kind: 'contact', id: contactId });
  return { token: contactTokenPrefix + session.id };
}

async function requirePassword(
  ctx: Context,
  stored: string | null | undefined,
  typed: Credentials & { account: string },
): Promise<void> {
  // What a caller over the network says of its own address counts for nothing.
  const address = ctx.address ?? typed.address ?? null;
  const succeeded = beginTry(ctx.core, { account: typed.account, address });
  if (!(await passwordFits(stored, typed.password))) throw wrongCredentials();
  succeeded();
}

function wrongCredentials(): PosternError {
  return new PosternError('WRONG_CREDENTIALS', 'The e-mail address or the password is not right.', {
    hint: 'Check both and try again.',
  });
}

async function recordSignIn(
  ctx: { core: Core; source: Source },
  who: { kind: 'agent' | 'contact'; id: string },
) {
  const viewer = { kind: 'nobody' } satisfies Viewer;
  await inTransaction({ ...ctx, viewer }, (work) =>
    recordEvent(
      { ...work, actor: `${who.kind}:${who.id}` },
      { action: 'session.started', target: `${who.kind}:${who.id}`, change: { source: ctx.source } },
    ),
  );
}

/** Ends the session that this request came with; without one nothing happens. */
export async function signOut(ctx: Context): Promise<void> {
  const { viewer, core } = ctx;
  if (viewer.kind === 'agent' && viewer.sessionId)
    await agentSessions(core).invalidateSession(viewer.sessionId);
  if (viewer.kind === 'contact' && viewer.sessionId)
    await contactSessions(core).invalidateSession(viewer.sessionId);
}
