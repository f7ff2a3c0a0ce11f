/** `postern portal domain connect`: puts the portal on a domain. */

import { domainShape } from '../domain-shape.ts';
import type { Args } from '../flags.ts';
import { chosenFields, printOne } from '../output.ts';
import type { Session } from '../session.ts';
import { ifRevisionOf } from '../settings-args.ts';

/** Throws the desk's refusal of a host that it does not serve, or that is its system domain. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, domainShape.fields);
  const ifRevision = ifRevisionOf(args);
  const { portalSettings } = await session.client();
  const settings = {
    'domain.host': args.name as string,
    ...(args.language !== undefined && { 'domain.language': args.language }),
  };
  await portalSettings.set.mutate({ settings, ...ifRevision });
  const { domain } = await portalSettings.domain.query();
  if (!domain) return;
  await session.say(`The portal lives at ${domain.host}; its language is ${domain.language}.`);
  if (session.format !== 'table') await printOne(session, args, domain, domainShape);
}
