/** From what a request carries to who is asking. */
import { randomUUID } from 'node:crypto';
import type { Context, Core, Viewer } from '../context.ts';
import { PosternError } from '../errors.ts';
import { agentSessions, agentTokenPrefix } from './agent-sessions.ts';
import { contactSessions, contactTokenPrefix } from './contact-sessions.ts';
import { findPreviewViewer, previewTokenPrefix } from './preview-sessions.ts';
import type { Sessions } from './sessions.ts';

/** How a caller says who it is. `slack` exists inside the process alone; nothing on the wire can become it. */
export type Credential = { kind: 'nobody' } | { kind: 'token'; token: string } | { kind: 'slack' };

const nobody: Viewer = { kind: 'nobody' };

/** Unknown, expired and revoked tokens are nobody's; disabled agents and blocked contacts too. */
export async function viewerOf(core: Core, credential: Credential): Promise<Viewer> {
  if (credential.kind === 'slack') return { kind: 'slack' };
  if (credential.kind === 'nobody') return nobody;
  const { token } = credential;
  if (token.startsWith(agentTokenPrefix))
    return personOf(agentSessions(core), token.slice(agentTokenPrefix.length));
  if (token.startsWith(contactTokenPrefix))
    return personOf(contactSessions(core), token.slice(contactTokenPrefix.length));
  if (token.startsWith(previewTokenPrefix)) return (await findPreviewViewer(core, token)) ?? nobody;
  return nobody;
}

/** The context of one call. When who is asking cannot be found out, the reason is logged and its reference thrown. */
export async function contextFor(
  core: Core,
  call: Pick<Context, 'source' | 'address'> & { viewer: () => Promise<Viewer> },
): Promise<Context> {
  const { source, address } = call;
  const requestId = randomUUID();
  try {
    return { core, viewer: await call.viewer(), source, address, requestId };
  } catch (error) {
    core.log.error({ err: error, requestId }, 'who is asking cannot be found out');
    throw new PosternError(
      'INTERNAL',
      'Something went wrong on the desk. Try again; if it stays, ask its operator.',
      { requestId },
      { cause: error },
    );
  }
}

async function personOf(sessions: Sessions, sessionId: string): Promise<Viewer> {
  const { user } = await sessions.validateSession(sessionId);
  return user?.viewer ?? nobody;
}
