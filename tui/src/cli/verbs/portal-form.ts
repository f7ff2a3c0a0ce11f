/** `postern portal form`: which support form the portal has, and choosing another one or none. */
import type { Args } from '../flags.ts';
import { chosenFields, printOne, type Shape } from '../output.ts';
import type { Session } from '../session.ts';
import { ifRevisionOf } from '../settings-args.ts';
import { checkChangeFields, printChange } from '../settings-table.ts';

const shownShape: Shape = { fields: ['form'], columns: ['form'], cell: (form) => form ?? 'none' };

/** A form that is not whole is refused with what to type first; one whose tickets the filter hides is warned of. */
export async function act(session: Session, args: Args): Promise<undefined> {
  if (args.form === undefined) {
    chosenFields(args, shownShape.fields);
    const { items } = await (await session.client()).portalSettings.get.query();
    const form = items.find(({ key }) => key === 'form')?.value ?? null;
    await printOne(session, args, { form }, shownShape);
    return;
  }
  checkChangeFields(args);
  const { portalSettings } = await session.client();
  const wish = { settings: { form: args.form }, ...ifRevisionOf(args) };
  await printChange(session, args, await portalSettings.set.mutate(wish));
}
