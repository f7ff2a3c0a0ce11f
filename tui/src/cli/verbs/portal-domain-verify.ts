/** `postern portal domain verify`: makes sure that customers reach the desk at the domain. */

import { domainShape } from '../domain-shape.ts';
import type { Args } from '../flags.ts';
import { chosenFields, printOne } from '../output.ts';
import type { Session } from '../session.ts';

/** Throws the desk's refusal with the command that comes next. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, domainShape.fields);
  const domain = await (await session.client()).portalSettings.verifyDomain.mutate();
  await session.say(`${domain.host} is verified: customers reach this desk there.`);
  if (session.format !== 'table') await printOne(session, args, domain, domainShape);
}
