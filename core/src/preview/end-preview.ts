/** Leaving a preview. */
import { previewHash } from '../auth/preview-sessions.ts';
import { type Core, inDeskTransaction } from '../context.ts';
import { recordEvent } from '../live/record-event.ts';

/** Ends it now. One that has ended already, or never was, is left alone. */
export async function endPreview(core: Core, token: string): Promise<void> {
  await inDeskTransaction(core, async (work) => {
    const running = { idHash: previewHash(token) ?? '', expiresAt: { gt: work.now } };
    const preview = await work.tx.previewSession.findFirst({ where: running });
    if (!preview) return;
    await work.tx.previewSession.updateMany({ where: running, data: { expiresAt: work.now } });
    await recordEvent(
      { ...work, actor: `agent:${preview.agentId}` },
      { action: 'portal.preview-left', target: `preview:${preview.portalId}` },
    );
  });
}
