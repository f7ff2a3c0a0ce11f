/** `postern portal brand clear`: takes the colour, the logo or the favicon away. */
import type { Args } from '../flags.ts';
import { usageProblem } from '../problem.ts';
import type { Session } from '../session.ts';
import { ifRevisionOf } from '../settings-args.ts';
import { checkChangeFields, printChange } from '../settings-table.ts';

const parts = ['color', 'logo', 'favicon'];

/** The usual one takes its place. */
export async function act(session: Session, args: Args): Promise<undefined> {
  checkChangeFields(args);
  const part = args.key as string;
  if (!parts.includes(part))
    throw usageProblem(`"${part}" cannot be cleared.`, `What can: ${parts.join(', ')}.`);
  const wish = { ...ifRevisionOf(args), settings: { [`brand.${part}`]: null } };
  await printChange(session, args, await (await session.client()).portalSettings.set.mutate(wish));
}
