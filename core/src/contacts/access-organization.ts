/** The way from a name to an organization. */
import type { Queries } from '../context.ts';
import { PosternError } from '../errors.ts';
import { findNamed } from './find-named.ts';

export interface Organization {
  id: string;
  name: string;
  sight: string;
  createdAt: Date;
}

/** By its name in any case. Throws `ORGANIZATION_NOT_FOUND`. */
export async function accessOrganization(queries: Queries, name: string): Promise<Organization> {
  const found = await findNamed(queries, 'Organization', name);
  const row = found && (await queries.organization.findUnique({ where: { id: found.id } }));
  if (!row) {
    throw new PosternError('ORGANIZATION_NOT_FOUND', `There is no organization "${name}".`, {
      hint: 'See them all: postern org list',
    });
  }
  return row;
}
