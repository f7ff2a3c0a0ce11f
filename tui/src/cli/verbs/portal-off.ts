/** `postern portal off`: switches the portal off. */
import type { Args } from '../flags.ts';
import { chosenFields, printOne, type Shape } from '../output.ts';
import type { Session } from '../session.ts';
import { ifRevisionOf } from '../settings-args.ts';

const shape: Shape = { fields: ['isOn', 'revision'], columns: ['isOn'] };

/** Customers read a neutral page from now on. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, shape.fields);
  const ifRevision = ifRevisionOf(args);
  const { revision } = await (await session.client()).portalSettings.off.mutate(ifRevision);
  await session.say('The portal is off. On again: postern portal on');
  if (session.format !== 'table') await printOne(session, args, { isOn: false, revision }, shape);
}
