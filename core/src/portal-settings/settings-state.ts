/** Everything that settings are read from: the portal's row, its lists and form, the domain it lives on, and the brand. */
import { readBrand } from '../brand/brand.ts';
import type { Queries } from '../context.ts';
import { PosternError } from '../errors.ts';
import { readAttachmentLimits } from '../files/attachment-limits.ts';

/** The portal that the settings are about: the desk's first. Throws `PORTAL_NOT_FOUND` when there is none. */
export async function readState(queries: Queries) {
  const row = await queries.portal.findFirst({
    orderBy: { id: 'asc' },
    include: {
      domain: true,
      form: { select: { id: true, name: true } },
      lists: {
        select: { list: { select: { id: true, name: true } } },
        orderBy: { list: { name: 'asc' } },
      },
    },
  });
  if (!row) {
    throw new PosternError('PORTAL_NOT_FOUND', 'This desk has no portal yet.', {
      hint: 'Ask the operator to make one: npx postern-server init',
    });
  }
  const { domain, form, lists, ...portal } = row;
  const brand = await readBrand(queries);
  const attachments = await readAttachmentLimits(queries);
  return { portal, domain, form, brand, attachments, lists: lists.map(({ list }) => list) };
}

export type SettingsState = Awaited<ReturnType<typeof readState>>;
