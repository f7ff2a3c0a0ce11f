/** Pipelines, stages and inboxes: few, seldom changed, and needed by name at every turn. */
import type { Core, Queries } from '../context.ts';

export interface Catalogue {
  pipelines: { id: string; name: string }[];
  stages: {
    id: string;
    pipelineId: string;
    name: string;
    customerLabel: string | null;
    category: string;
    role: string | null;
  }[];
  inboxes: {
    id: string;
    name: string;
    pipelineId: string;
    confidential: boolean;
    reopenDays: number;
    customersClose: boolean;
  }[];
}

/** Reads all of them, in their order. */
export async function readCatalogue(queries: Queries): Promise<Catalogue> {
  const [pipelines, stages, inboxes] = await Promise.all([
    queries.pipeline.findMany({ select: { id: true, name: true }, orderBy: { name: 'asc' } }),
    queries.stage.findMany({
      select: { id: true, pipelineId: true, name: true, customerLabel: true, category: true, role: true },
      orderBy: [{ pipelineId: 'asc' }, { position: 'asc' }],
    }),
    queries.inbox.findMany({
      select: {
        id: true,
        name: true,
        pipelineId: true,
        confidential: true,
        reopenDays: true,
        customersClose: true,
      },
      orderBy: { name: 'asc' },
    }),
  ]);
  return { pipelines, stages, inboxes };
}

const freshMs = 1_000;
const kept = new WeakMap<object, { at: number; catalogue: Promise<Catalogue> }>();

/** The same, at most a second old: what every list and ticket page needs is not read anew each time. */
export function catalogueOf(core: Core): Promise<Catalogue> {
  const known = kept.get(core);
  const now = performance.now();
  if (known && now - known.at < freshMs) return known.catalogue;
  const catalogue = readCatalogue(core.db.read);
  kept.set(core, { at: now, catalogue });
  // A failure is told to whoever waits for it, and kept for nobody else.
  catalogue.catch(() => kept.delete(core));
  return catalogue;
}
