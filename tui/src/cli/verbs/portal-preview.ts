/** `postern portal preview`: the address under which the portal shows as a customer sees it. */
import type { Args } from '../flags.ts';
import { chosenFields, printOne, type Shape } from '../output.ts';
import { usageProblem } from '../problem.ts';
import type { Session } from '../session.ts';

const shape: Shape = { fields: ['address', 'contact', 'isPortalOff', 'expiresAt'], columns: ['address'] };

/** The address stands alone on stdout. Without `--as`, the contact is chosen in the browser. */
export async function act(session: Session, args: Args): Promise<undefined> {
  if (args.at !== undefined) return (await import('../portal-then.ts')).previewThen(session, args, args.at);
  if (args.ticket !== undefined)
    throw usageProblem('--ticket goes with --at.', 'The page of today: postern ticket view 1042 --as EMAIL');
  chosenFields(args, shape.fields);
  if (args.browser && !session.canAsk) {
    throw usageProblem(
      'A browser can be opened from a terminal alone.',
      'The address: postern portal preview --as EMAIL',
    );
  }
  const client = await session.client();
  const started = await client.preview.start.mutate(args.as === undefined ? {} : { contact: args.as });
  const { address, contact, isPortalOff, expiresAt } = started;
  await printOne(session, args, { address, contact, isPortalOff, expiresAt }, shape);
  const whose = contact ? `what ${contact.name} sees` : 'what the contact sees whom you choose there';
  await session.say(`It shows ${whose}, changes nothing, and ends in an hour.`);
  if (isPortalOff) await session.say('The portal is off; the preview shows it all the same, to you alone.');
  if (args.browser) await session.io.browse(address);
}
