/** `postern portal domain show`: the domain that portal and knowledge base share. */

import { domainShape } from '../domain-shape.ts';
import type { Args } from '../flags.ts';
import { chosenFields, printOne } from '../output.ts';
import { CliProblem } from '../problem.ts';
import type { Session } from '../session.ts';

/** Fails with the next command while none is connected. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, domainShape.fields);
  const { domain, host } = await (await session.client()).portalSettings.domain.query();
  if (!domain)
    throw new CliProblem(
      'FAILED',
      'No domain is connected yet.',
      `Connect one: postern portal domain connect ${host}`,
    );
  await printOne(session, args, domain, domainShape);
}
