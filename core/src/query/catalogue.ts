/** Pipelines, stages, inboxes and properties: few, seldom changed, and needed by name at every turn. */
import type { Core, Queries } from '../context.ts';

export type PropertyType = 'TEXT' | 'NUMBER' | 'DATE' | 'YES_NO' | 'SELECT' | 'MULTI_SELECT';

/** A field of the desk's own on its tickets. */
export interface CatalogueProperty {
  id: string;
  key: string;
  label: string;
  type: PropertyType;
  /** What a select offers, in its order; empty for other types. */
  options: string[];
  /** Who reads it beside the team: nobody, whoever fills a form, or the customer on the ticket's page too. */
  audience: 'INTERNAL' | 'FORM' | 'PORTAL';
}

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
    /** The team among which new tickets go round. */
    roundRobinId: string | null;
    customersClose: boolean;
    /** What customers read after filing. */
    promise: string | null;
  }[];
  /** In the order in which they were made. */
  properties: CatalogueProperty[];
}

/** Reads all of them, in their order. */
export async function readCatalogue(queries: Queries): Promise<Catalogue> {
  const [pipelines, stages, inboxes, properties] = await Promise.all([
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
        roundRobinId: true,
        customersClose: true,
        promise: true,
      },
      orderBy: { name: 'asc' },
    }),
    queries.property.findMany({
      select: { id: true, key: true, label: true, type: true, options: true, audience: true },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    }),
  ]);
  return { pipelines, stages, inboxes, properties: properties as CatalogueProperty[] };
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

/** The kept one where it knows what is needed, else read anew: something may have been made in this very second. */
export async function catalogueKnowing(
  core: Core,
  queries: Queries,
  knows: (catalogue: Catalogue) => boolean,
): Promise<Catalogue> {
  const catalogue = await catalogueOf(core);
  return knows(catalogue) ? catalogue : readCatalogue(queries);
}

/** Called once a change to it is stored, so that the next call works with what is. */
export function forgetCatalogue(core: Core): void {
  kept.delete(core);
}
