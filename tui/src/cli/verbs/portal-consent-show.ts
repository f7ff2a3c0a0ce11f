/** `postern portal consent show`: the notice that customers accept. */
import { consentShape } from '../consent-shape.ts';
import type { Args } from '../flags.ts';
import { chosenFields, printOne } from '../output.ts';
import type { Session } from '../session.ts';

export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, consentShape.fields);
  const { domain } = args;
  const consent = await (await session.client()).consent.show.query({
    ...(domain !== undefined && { domain }),
  });
  await printOne(session, args, consent, consentShape);
}
