/** `postern portal domain set`: changes settings of the domain, all of them or none. */
import type { Args } from '../flags.ts';
import type { Session } from '../session.ts';
import { ifRevisionOf, settingsOf } from '../settings-args.ts';
import { checkChangeFields, printChange } from '../settings-table.ts';

/** Throws the refusal of every value that cannot be taken; then nothing was changed. */
export async function act(session: Session, args: Args): Promise<undefined> {
  checkChangeFields(args);
  const wish = {
    ...ifRevisionOf(args),
    settings: await settingsOf(session, args, (typed) => `domain.${typed}`),
  };
  await printChange(session, args, await (await session.client()).portalSettings.set.mutate(wish));
}
