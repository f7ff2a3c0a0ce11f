/** Words of the team's own that a reply should not hold: code names, partners, prices not yet public. */
import { type AgentContext, inTransaction } from '../context.ts';
import { PosternError } from '../errors.ts';
import { recordEvent } from '../live/record-event.ts';

/** Every reply is compared with all of them. */
const mostWords = 500;
const longestWord = 80;

/** All of them, in the order of the alphabet. */
export async function guardedWords({ core }: Pick<AgentContext, 'core'>): Promise<string[]> {
  const rows = await core.db.read.guardedWord.findMany({ orderBy: { word: 'asc' } });
  return rows.map(({ word }) => word);
}

/**
 * Adds and removes, and answers what that changed: a word that is there already, or that nobody guarded, changes
 * nothing. Throws `BAD_INPUT` for what is no word, and for more words than a desk guards.
 */
export function changeGuardedWords(
  ctx: AgentContext,
  wish: { add: readonly string[]; remove: readonly string[] },
): Promise<{ added: string[]; removed: string[] }> {
  const [add, remove] = [wish.add.map(asCompared), wish.remove.map(asCompared)];
  return inTransaction(ctx, async (work) => {
    const rows = await work.tx.guardedWord.findMany();
    const there = new Set(rows.map(({ word }) => word));
    const removed = [...new Set(remove)].filter((word) => there.has(word));
    const added = [...new Set(add)].filter((word) => !there.has(word));
    if (there.size + added.length - removed.length > mostWords)
      throw new PosternError('BAD_INPUT', `A desk guards ${mostWords} words at most.`, {
        hint: 'Remove some that are public by now.',
      });
    await work.tx.guardedWord.deleteMany({ where: { word: { in: removed } } });
    await work.tx.guardedWord.createMany({ data: added.map((word) => ({ word, createdAt: work.now })) });
    if (added.length + removed.length > 0)
      await recordEvent(work, { action: 'guard.changed', target: 'guard', change: { added, removed } });
    return { added, removed };
  });
}

/** In lower case, with single spaces. */
function asCompared(text: string): string {
  const word = text.trim().replace(/\s+/g, ' ').toLowerCase();
  if (word.length <= longestWord && /^[\p{L}\p{N}].*[\p{L}\p{N}]$/u.test(word)) return word;
  throw new PosternError('BAD_INPUT', `"${word.slice(0, longestWord)}" cannot be guarded.`, {
    hint: `A word begins and ends with a letter or a digit, and has 2 to ${longestWord} characters.`,
  });
}
