/** Why a portal that is for contacts on lists lets nobody in, and the command that mends it. */
import { Prisma } from '@postern/prisma';
import type { Queries } from '../context.ts';

export interface AudienceGap {
  /** Where a list is chosen, somebody may still be put on it. */
  isListChosen: boolean;
  detail: string;
  next: string;
}

/** Null where somebody may be let in: a list that goes by a filter counts, whoever it finds at the moment. */
export async function audienceGap(
  queries: Queries,
  { audience, lists }: { audience: string; lists: readonly { id: string; name: string }[] },
): Promise<AudienceGap | null> {
  if (audience !== 'LISTS') return null;
  if (lists.length === 0) {
    return {
      isListChosen: false,
      detail: 'Contacts on lists alone are let in, and no list is chosen.',
      next: 'postern portal set lists=NAME',
    };
  }
  const filled = await queries.contactList.count({
    where: {
      id: { in: lists.map(({ id }) => id) },
      OR: [{ members: { some: {} } }, { filter: { not: Prisma.AnyNull } }],
    },
  });
  if (filled > 0) return null;
  const first = JSON.stringify(lists[0]?.name);
  return {
    isListChosen: true,
    detail: `Contacts on ${lists.map(({ name }) => name).join(', ')}, which nobody is on.`,
    next: `postern list add ${first} EMAIL`,
  };
}
