/** `postern portal form`: which support form the portal has, and choosing another one or none. */
import { displayText } from '@postern/core/client';
import type { Args } from '../flags.ts';
import type { Session } from '../session.ts';
import { ifRevisionOf } from '../settings-args.ts';
import { checkChangeFields, printChange } from '../settings-table.ts';

/** A form that is not whole is refused with what to type first; one whose tickets the filter hides is warned of. */
export async function act(session: Session, args: Args): Promise<undefined> {
  checkChangeFields(args);
  const { portalSettings } = await session.client();
  if (args.form === undefined) {
    const { items } = await portalSettings.get.query();
    const shown = items.find(({ key }) => key === 'form')?.shown ?? 'none';
    session.io.stdout.write(`${displayText(shown)}\n`);
    return;
  }
  const wish = { settings: { form: args.form }, ...ifRevisionOf(args) };
  await printChange(session, args, await portalSettings.set.mutate(wish));
}
