/** The way from a name to an organization. */
import type { Queries } from '../context.ts';
import { PosternError } from '../errors.ts';
import { findNamed, quoted } from './find-named.ts';

export interface Organization {
  id: string;
  name: string;
  sight: string;
  createdAt: Date;
}

/** By its name in any case. Throws `ORGANIZATION_NOT_FOUND`, which says how to make it where one was meant that may be new. */
export async function accessOrganization(
  queries: Queries,
  name: string,
  { mayBeNew = false } = {},
): Promise<Organization> {
  const found = await findNamed(queries, 'Organization', name);
  const row = found && (await queries.organization.findUnique({ where: { id: found.id } }));
  if (!row) {
    const make = mayBeNew ? `Make it: postern org create ${quoted(name.trim())}\n` : '';
    throw new PosternError('ORGANIZATION_NOT_FOUND', `There is no organization "${name}".`, {
      hint: `${make}See them all: postern org list`,
    });
  }
  return row;
}
