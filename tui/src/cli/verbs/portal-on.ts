/** `postern portal on`: switches the portal on. */
import type { Args } from '../flags.ts';
import { chosenFields, printOne, type Shape } from '../output.ts';
import type { Session } from '../session.ts';
import { ifRevisionOf } from '../settings-args.ts';
import { sayInvited, sayWarnings } from '../settings-table.ts';

const shape: Shape = { fields: ['isOn', 'revision', 'invited', 'warnings'], columns: ['isOn'] };

/** Throws `PORTAL_NOT_READY` with what is missing, each with the command that comes next. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, shape.fields);
  const ifRevision = ifRevisionOf(args);
  const { portalSettings } = await session.client();
  const { revision, invited, warnings } = await portalSettings.on.mutate(ifRevision);
  const { address } = await portalSettings.status.query();
  await session.say(`The portal is on: ${address}`);
  await sayInvited(session, invited);
  const facts = { revision, invited, ...(warnings && { warnings }) };
  await sayWarnings(session, facts);
  if (session.format !== 'table') await printOne(session, args, { isOn: true, ...facts }, shape);
}
