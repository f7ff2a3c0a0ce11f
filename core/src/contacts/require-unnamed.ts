/** Whether a list stands in the filter of another one. */
import { Prisma } from '@postern/prisma';
import type { Work } from '../context.ts';
import { PosternError } from '../errors.ts';
import { namesBehind, storedFilter } from './contact-filter.ts';
import { quoted } from './find-named.ts';

/** Throws `STILL_IN_USE`, naming the list whose filter would find nobody any more by this one. */
export async function requireUnnamed(work: Work, list: { name: string }): Promise<void> {
  const lists = await work.tx.contactList.findMany({ where: { filter: { not: Prisma.AnyNull } } });
  const user = lists.find(({ filter }) => {
    const tree = storedFilter(filter);
    return tree && namesBehind(tree, 'list').some((name) => name.toLowerCase() === list.name.toLowerCase());
  });
  if (!user) return;
  throw new PosternError('STILL_IN_USE', `The filter of the list "${user.name}" names "${list.name}".`, {
    hint: `Change that filter first. Look at it: postern list view ${quoted(user.name)}`,
  });
}
