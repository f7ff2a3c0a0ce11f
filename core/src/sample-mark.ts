/** Whether this is the sample desk, whose passwords everybody knows. */
import type { Queries } from './context.ts';

const key = 'sampleDesk';

export async function isSampleDesk(queries: Queries): Promise<boolean> {
  return (await queries.setting.findUnique({ where: { key } }))?.value === true;
}

/** Marks a database as the sample desk, for good. */
export async function markAsSampleDesk(queries: Queries): Promise<void> {
  await queries.setting.upsert({ where: { key }, create: { key, value: true }, update: { value: true } });
}
