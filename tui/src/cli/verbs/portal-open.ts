/** `postern portal open`: the address of the portal, printed or opened in a browser. */
import type { Args } from '../flags.ts';
import { chosenFields, printOne, type Shape } from '../output.ts';
import { usageProblem } from '../problem.ts';
import type { Session } from '../session.ts';

const shape: Shape = { fields: ['address', 'isOn'], columns: ['address'] };

/** The address stands alone on stdout. Throws a usage problem for `--browser` where nobody sits at a terminal. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, shape.fields);
  if (args.browser && !session.canAsk) {
    throw usageProblem('A browser can be opened from a terminal alone.', 'The address: postern portal open');
  }
  const { address, isOn } = await (await session.client()).portalSettings.status.query();
  await printOne(session, args, { address, isOn }, shape);
  if (!isOn)
    await session.say('The portal is off: customers read a neutral page there. On: postern portal on');
  if (args.browser) await session.io.browse(address);
}
