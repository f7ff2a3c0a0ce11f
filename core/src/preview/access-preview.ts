/** The only way from a preview's token to the preview, whether a contact is chosen already or not. */

import { previewHash } from '../auth/preview-sessions.ts';
import type { Queries } from '../context.ts';
import { PosternError } from '../errors.ts';

/** Throws `LINK_EXPIRED` for a token that is unknown, over, or whose agent may not read tickets any more. */
export async function accessPreview(queries: Queries, token: string, now: Date) {
  const preview = await queries.previewSession.findFirst({
    where: {
      idHash: previewHash(token) ?? '',
      expiresAt: { gt: now },
      agent: { disabledAt: null, grants: { some: { permission: 'tickets.read' } } },
    },
    include: {
      agent: { select: { id: true, name: true, grants: { where: { permission: 'tickets.read' } } } },
      portal: { select: { id: true, slug: true, title: true, enabled: true, domain: true } },
    },
  });
  if (!preview) {
    throw new PosternError('LINK_EXPIRED', 'This preview has ended.', {
      hint: 'Open another one: postern portal preview --as EMAIL',
    });
  }
  return preview;
}
