/** `postern portal consent none`: customers accept nothing. */
import { consentShape } from '../consent-shape.ts';
import type { Args } from '../flags.ts';
import { chosenFields, printOne } from '../output.ts';
import type { Session } from '../session.ts';

export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, consentShape.fields);
  const { domain } = args;
  const { consent } = await session.client();
  const set = await consent.set.mutate({ ...(domain !== undefined && { domain }), text: null });
  await session.say('Kept. Customers need not accept anything.');
  await printOne(session, args, set, consentShape);
}
