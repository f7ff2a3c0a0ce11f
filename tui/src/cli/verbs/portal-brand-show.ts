/** `postern portal brand show`: how the desk looks to customers. */

import { brandOf, brandShape } from '../brand-shape.ts';
import type { Args } from '../flags.ts';
import { chosenFields, printOne } from '../output.ts';
import type { Session } from '../session.ts';

/** Of pictures it says how large they are, and never prints them. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, brandShape.fields);
  const { items } = await (await session.client()).portalSettings.get.query();
  await printOne(session, args, brandOf(items), brandShape);
}
