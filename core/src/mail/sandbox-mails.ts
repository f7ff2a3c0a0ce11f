/** The mails that the sample desk would have sent. */
import { z } from 'zod';
import type { Core } from '../context.ts';

const keptMail = z.object({
  to: z.object({ name: z.string(), address: z.string() }),
  subject: z.string(),
  text: z.string(),
});

export interface SandboxMail extends z.infer<typeof keptMail> {
  id: string;
  at: string;
}

/** Newest first, at most `limit`. */
export async function sandboxMails(core: Core, limit: number): Promise<SandboxMail[]> {
  const items = await core.db.read.outboxItem.findMany({
    where: { kind: 'EMAIL', state: 'DONE' },
    orderBy: { seq: 'desc' },
    take: limit,
    select: { id: true, doneAt: true, result: true },
  });
  return items.flatMap((item) => {
    const { data } = keptMail.safeParse(item.result);
    return data ? [{ id: item.id, at: (item.doneAt ?? new Date(0)).toISOString(), ...data }] : [];
  });
}
