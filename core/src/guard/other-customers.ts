/** Customers whom a reply names although they have no part in its ticket. */
import type { Queries } from '../context.ts';

/** A word, with what stands inside names: `O'Brien`, `AT&T`, `van-Dyk`. */
const wordPattern = /[\p{L}\p{N}][\p{L}\p{M}\p{N}&.'’-]*/gu;
/** Bounded on both sides, so that a long text without spaces costs no more than its length. */
const addressPattern =
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/gu;
/** Words in a row that may be one name. */
const longestName = 4;
/** Runs of words that are looked up, the short ones first; a reply that holds more names than that is no reply. */
const mostRuns = 6_000;
/** Parameters of one statement, far below what either database takes. */
const mostAtOnce = 500;

/**
 * Names and addresses in the text that are another customer's or another organization's, as they are kept, each once.
 * A contact counts by the whole name, two words at least, because a first name alone is anybody's; and by name only who
 * belongs to an organization, because where people register themselves anybody could be called "Best Regards". Who is on
 * the ticket, and their organizations, are no news to its readers.
 */
export async function otherCustomersIn(
  queries: Queries,
  { ticketId, text }: { ticketId: string; text: string },
): Promise<string[]> {
  const runs = runsOf(text);
  const addresses = [...new Set((text.match(addressPattern) ?? []).map((each) => each.toLowerCase()))];
  if (runs.length + addresses.length === 0) return [];
  const [ticket, agents, organizations, byName, byAddress] = await Promise.all([
    queries.ticket.findUniqueOrThrow({
      where: { id: ticketId },
      select: {
        organizationId: true,
        requester: { select: { id: true, name: true, organizationId: true } },
        contacts: { select: { contact: { select: { id: true, name: true, organizationId: true } } } },
      },
    }),
    queries.agent.findMany({ select: { name: true, email: true } }),
    inPieces(runs, (names) =>
      queries.organization.findMany({ where: { name: { in: names } }, select: { id: true, name: true } }),
    ),
    inPieces(
      runs.filter((run) => run.includes(' ')),
      (names) =>
        queries.contact.groupBy({
          by: ['name'],
          where: { name: { in: names }, erasedAt: null, organizationId: { not: null } },
        }),
    ),
    inPieces(addresses, (emails) =>
      queries.contact.findMany({
        where: { email: { in: emails }, erasedAt: null },
        select: { id: true, email: true },
      }),
    ),
  ]);
  const readers = [
    ...ticket.contacts.map(({ contact }) => contact),
    ...(ticket.requester ? [ticket.requester] : []),
  ];
  const readerIds = new Set(readers.map(({ id }) => id));
  const theirs = new Set([ticket.organizationId, ...readers.map(({ organizationId }) => organizationId)]);
  const known = new Set([...readers, ...agents].map(({ name }) => name));
  const addressesOfAgents = new Set(agents.map(({ email }) => email));
  const names = [
    ...organizations.flatMap(({ id, name }) => (theirs.has(id) ? [] : [name])),
    ...byName.flatMap(({ name }) => (name === null || known.has(name) ? [] : [name])),
    ...byAddress.flatMap(({ id, email }) =>
      readerIds.has(id) || addressesOfAgents.has(email) ? [] : [email],
    ),
  ];
  return [...new Set(names)];
}

/**
 * Runs of one to four words of a line that begin like a name: with a capital, or a letter that has no case. All short
 * ones come before the longer ones.
 */
function runsOf(text: string): string[] {
  const lines = text.split('\n').map((line) => ({ line, words: [...line.matchAll(wordPattern)] }));
  const runs = new Set<string>();
  for (let count = 1; count <= longestName; count += 1) {
    for (const { line, words } of lines) {
      for (const [index, first] of words.entries()) {
        const last = words[index + count - 1];
        if (!last) break;
        if (!beginsLikeName(first[0])) continue;
        const run = line.slice(first.index, last.index + last[0].length).replace(/\s+/g, ' ');
        // "Globex." ends a sentence, "Globex Inc." ends in its own dot; "Globex's" is Globex.
        for (const each of [run, run.replace(/[.'’-]{1,5}$/, ''), run.replace(/['’]s$/, '')])
          if (each.length > 2) runs.add(each);
        if (runs.size >= mostRuns) return [...runs];
      }
    }
  }
  return [...runs];
}

function beginsLikeName(word: string): boolean {
  const first = word.charAt(0);
  return first === first.toUpperCase() && /\p{L}/u.test(word);
}

async function inPieces<T>(all: readonly string[], ask: (some: string[]) => Promise<T[]>): Promise<T[]> {
  const found: T[] = [];
  for (let at = 0; at < all.length; at += mostAtOnce)
    found.push(...(await ask(all.slice(at, at + mostAtOnce))));
  return found;
}
