/** `postern portal kb show-portal`: the knowledge base's link to the portal. */
import type { Args } from '../flags.ts';
import { switchKbLink } from '../kb-switch.ts';
import type { Session } from '../session.ts';

export async function act(session: Session, args: Args): Promise<undefined> {
  await switchKbLink(session, args, 'showPortal');
}
