/** The way from a name to a contact list, and the refusals that lists share. */
import type { Prisma } from '@postern/prisma';
import type { Queries } from '../context.ts';
import { PosternError } from '../errors.ts';
import type { QueryTree } from '../query/query-tree.ts';
import { storedFilter } from './contact-filter.ts';
import { findNamed, quoted } from './find-named.ts';

export interface ContactList {
  id: string;
  name: string;
  /** Whom it finds; null for a list by hand. */
  filter: QueryTree | null;
}

/** By its name in any case. Throws `LIST_NOT_FOUND`. */
export async function accessList(queries: Queries, name: string): Promise<ContactList> {
  const found = await findNamed(queries, 'ContactList', name);
  const row = found && (await queries.contactList.findUnique({ where: { id: found.id } }));
  if (!row) {
    throw new PosternError('LIST_NOT_FOUND', `There is no contact list "${name}".`, {
      hint: 'See them all: postern list list',
    });
  }
  return { id: row.id, name: row.name, filter: storedFilter(row.filter) };
}

/** A list that takes members by hand. Throws `LIST_NOT_FOUND`, or `BAD_INPUT` for one that has a filter. */
export async function accessListByHand(queries: Queries, name: string): Promise<ContactList> {
  const list = await accessList(queries, name);
  if (list.filter) {
    throw new PosternError(
      'BAD_INPUT',
      `The list "${list.name}" finds its members by a filter, so nobody is added or removed by hand.`,
      { hint: `Look at the filter: postern list view ${quoted(list.name)}` },
    );
  }
  return list;
}

/** A filter for its column. */
export function filterColumn(tree: QueryTree): Prisma.InputJsonObject {
  return tree as Prisma.InputJsonObject;
}
