/** Housework for files: chosen ones that nobody sent, and contents that no row names any more. */
import type { Core } from '../context.ts';

const dayMs = 86_400_000;

/** Forgets what was chosen more than a day ago. Answers how many. */
export async function forgetOldUploads(core: Core): Promise<number> {
  const before = new Date(core.clock.now().getTime() - dayMs);
  const where = { createdAt: { lt: before } };
  // Asked by the reader first: a desk at rest must not write every minute.
  if ((await core.db.read.upload.findFirst({ where, select: { id: true } })) === null) return 0;
  const { count } = await core.db.inTransaction((tx) => tx.upload.deleteMany({ where }));
  return count;
}

/**
 * Removes contents that no file of any kind names and that were last stored more than a day ago: an upload stores
 * first and names afterwards, and in between a day does not pass. Answers how many.
 */
export function sweepFiles(core: Core): Promise<number> {
  const before = new Date(core.clock.now().getTime() - dayMs);
  return core.files.sweep(before, async (sha256) => {
    const where = { where: { sha256 }, select: { id: true } };
    const { read } = core.db;
    // One after the other, as they are claimed: what moves on in between is found where it went.
    return (
      (await read.upload.findFirst(where)) !== null ||
      (await read.heldFile.findFirst(where)) !== null ||
      (await read.noteFile.findFirst(where)) !== null ||
      (await read.attachment.findFirst(where)) !== null
    );
  });
}
