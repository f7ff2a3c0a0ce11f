/** `postern portal filter`: which tickets the portal shows, and saying it anew. */
import type { Args } from '../flags.ts';
import { confirmOpenFilter } from '../open-filter.ts';
import { chosenFields, printOne, type Shape } from '../output.ts';
import type { Session } from '../session.ts';
import { ifRevisionOf } from '../settings-args.ts';
import { sayWarnings } from '../settings-table.ts';

const shape: Shape = { fields: ['query', 'matches', 'before', 'revision'], columns: ['query', 'matches'] };

/** Without a query it shows the filter; with one it is set, and both effects are told. An empty one is asked about first. Throws `BAD_QUERY`. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, shape.fields);
  const ifRevision = ifRevisionOf(args);
  const { portalSettings } = await session.client();
  if (args.query === undefined) {
    const { query, matches } = await portalSettings.filterEffect.query({});
    const table = () => `${query === '' ? '(every ticket)' : (query ?? '(cannot be read)')}\n`;
    await printOne(session, args, { query, matches }, { ...shape, table });
    await session.say(matches === null ? 'It cannot be used, so nothing is shown.' : `${told(matches)}.`);
    return;
  }
  const query = args.query.join(' ');
  const { wish, query: old, matches } = await portalSettings.filterEffect.query({ query });
  if (wish?.query === '' && old !== '')
    await confirmOpenFilter(session, { now: matches, after: wish.matches });
  const { revision, warnings } = await portalSettings.set.mutate({
    settings: { filter: query },
    ...ifRevision,
  });
  const before = { query: old, matches };
  const was = matches === null ? 'nothing was shown before' : `${matches.toLocaleString('en')} before`;
  await session.say(`The portal shows: ${wish?.query || 'every ticket'}`);
  await session.say(`${told(wish?.matches ?? 0)} now, ${was}.`);
  await sayWarnings(session, { ...(warnings && { warnings }) });
  if (wish?.matches === 0) await session.say('No customer sees any ticket with this filter.');
  if (session.format !== 'table') await printOne(session, args, { ...wish, before, revision }, shape);
}

function told(matches: number): string {
  return matches === 1 ? '1 ticket matches' : `${matches.toLocaleString('en')} tickets match`;
}
