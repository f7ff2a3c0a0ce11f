/** Filters of contact lists that name a list or an organization keep finding the same people when it is renamed. */
import { Prisma } from '@postern/prisma';
import type { Work } from '../context.ts';
import { renamed, storedFilter } from './contact-filter.ts';

/** Answers the names of the lists whose filters were rewritten. */
export async function followRename(
  work: Work,
  field: 'list' | 'organization',
  change: { from: string; to: string },
): Promise<string[]> {
  if (change.from === change.to) return [];
  const lists = await work.tx.contactList.findMany({ where: { filter: { not: Prisma.AnyNull } } });
  const followed: string[] = [];
  for (const { id, name, filter } of lists) {
    const tree = storedFilter(filter);
    if (!tree) continue;
    const after = renamed(tree, field, change);
    if (JSON.stringify(after) === JSON.stringify(tree)) continue;
    await work.tx.contactList.update({ where: { id }, data: { filter: after as Prisma.InputJsonObject } });
    followed.push(name);
  }
  return followed;
}
