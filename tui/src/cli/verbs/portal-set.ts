/** `postern portal set`: changes settings, all of them or none. */
import type { Args } from '../flags.ts';
import { confirmOpenFilter } from '../open-filter.ts';
import type { Session } from '../session.ts';
import { ifRevisionOf, settingsOf } from '../settings-args.ts';
import { checkChangeFields, printChange } from '../settings-table.ts';

/** Throws the refusal of every value that cannot be taken; then nothing was changed. */
export async function act(session: Session, args: Args): Promise<undefined> {
  checkChangeFields(args);
  const wish = { ...ifRevisionOf(args), settings: await settingsOf(session, args) };
  const { portalSettings } = await session.client();
  const { filter } = wish.settings;
  if (filter !== undefined && /^[\s()]*$/.test(filter)) {
    const { query, matches, wish: open } = await portalSettings.filterEffect.query({ query: filter });
    if (query !== '') await confirmOpenFilter(session, { now: matches, after: open?.matches ?? 0 });
  }
  await printChange(session, args, await portalSettings.set.mutate(wish));
}
