/** Housework for files: chosen ones that nobody sent, and contents that no row names any more. */
import type { Core } from '../context.ts';
import { isNamedByFile } from '../tickets/named-files.ts';

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
  return core.files.sweep(before, (sha256) => isNamedByFile(core.db.read, sha256));
}
