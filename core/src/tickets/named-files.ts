/** Whether anything of the desk still names the content of a file. */
import type { Queries } from '../context.ts';

/** One table after the other, in the order in which files are claimed: what moves on in between is found where it went. */
export async function isNamedByFile(queries: Queries, sha256: string): Promise<boolean> {
  const where = { where: { sha256 }, select: { id: true } };
  return (
    (await queries.upload.findFirst(where)) !== null ||
    (await queries.heldFile.findFirst(where)) !== null ||
    (await queries.noteFile.findFirst(where)) !== null ||
    (await queries.attachment.findFirst(where)) !== null
  );
}
