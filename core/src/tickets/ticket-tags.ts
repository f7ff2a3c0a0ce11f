/** Tags: words of the team's own on tickets. Only what agents read goes through here; no customer's view asks for them. */
import { Prisma } from '@postern/prisma';
import type { Queries, Work } from '../context.ts';
import { displayText } from '../display-text.ts';
import { PosternError } from '../errors.ts';

export const longestTag = 40;

const shape = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}_./-]*$/u;
/** What `tag:none` and `tag:any` ask for. */
const reserved = ['none', 'any'];

/** A tag as it is kept: in lower case. Throws `BAD_INPUT` for a word that can be none, saying what can. */
export function tagName(typed: string): string {
  const name = typed.trim().normalize('NFC').toLowerCase();
  const shown = [...typed].slice(0, longestTag).join('');
  if (reserved.includes(name))
    throw new PosternError(
      'BAD_INPUT',
      `"${shown}" cannot be a tag: queries need the word, as in tag:${name}.`,
    );
  if ([...name].length > longestTag)
    throw new PosternError(
      'BAD_INPUT',
      `"${shown}…" is too long for a tag: at most ${longestTag} characters.`,
    );
  // What a screen would not show as it is could not be typed again.
  if (!shape.test(name) || displayText(name) !== name)
    throw new PosternError(
      'BAD_INPUT',
      `"${shown}" cannot be a tag. A tag is one word of letters, digits, "-", "_", "." and "/", and begins with a letter or digit.`,
    );
  return name;
}

/** The tags of each ticket in the order of the alphabet; a ticket without any is not in the map. */
export async function tagsOf(
  queries: Queries,
  ticketIds: readonly string[],
): Promise<ReadonlyMap<string, string[]>> {
  const tags = new Map<string, string[]>();
  if (ticketIds.length === 0) return tags;
  const rows = await queries.$queryRaw<{ ticketId: string; name: string }[]>`
    SELECT tt."ticketId", tg."name" FROM "TicketTag" tt JOIN "Tag" tg ON tg."id" = tt."tagId"
    WHERE tt."ticketId" IN (${Prisma.join([...ticketIds])})`;
  for (const { ticketId, name } of rows) tags.set(ticketId, [...(tags.get(ticketId) ?? []), name]);
  for (const names of tags.values()) names.sort();
  return tags;
}

/** Puts tags on a ticket that has none of them; one that the desk does not know yet joins its list. */
export async function addTags(work: Work, ticketId: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    // Two agents may bring the same new word at once.
    await work.tx.$executeRaw`
      INSERT INTO "Tag" ("id", "name", "createdAt") VALUES (${work.core.ids.next('tag')}, ${name}, ${work.now})
      ON CONFLICT DO NOTHING`;
    await work.tx.$executeRaw`
      INSERT INTO "TicketTag" ("ticketId", "tagId")
      SELECT ${ticketId}, tg."id" FROM "Tag" tg WHERE tg."name" = ${name} ON CONFLICT DO NOTHING`;
  }
}

/** Takes tags off a ticket. The desk's list keeps them. */
export async function removeTags(work: Work, ticketId: string, names: readonly string[]): Promise<void> {
  if (names.length > 0)
    await work.tx.ticketTag.deleteMany({ where: { ticketId, tag: { name: { in: [...names] } } } });
}
