/** A desk's first furniture: a pipeline with its stages, an inbox, a domain and a portal. */
import type { Permission, Work } from '../context.ts';
import { permissions } from '../context.ts';
import { parseQuery } from '../query/parse-query.ts';

export interface DeskPlan {
  portalTitle: string;
  slug: string;
  /** The host customers type, from the public URL. */
  host: string;
  language: string;
}

/** The stages every pipeline begins with; customers read the label. */
export const firstStages = [
  { name: 'New', customerLabel: 'Received', category: 'OPEN', role: 'NEW' },
  { name: 'Waiting on us', customerLabel: 'We are on it', category: 'OPEN', role: 'WAITING_ON_US' },
  {
    name: 'Waiting on customer',
    customerLabel: 'Waiting for you',
    category: 'WAITING',
    role: 'WAITING_ON_CUSTOMER',
  },
  { name: 'Closed', customerLabel: 'Closed', category: 'CLOSED', role: 'CLOSED' },
] as const;

/** Makes the pipeline, the inbox and the form `Support`, and a portal that shows that pipeline alone, switched on. */
export async function createDesk(work: Work, plan: DeskPlan): Promise<{ inboxId: string; portalId: string }> {
  const { inboxId } = await createPipelineAndInbox(work, 'Support');
  const domainId = work.core.ids.next('domain');
  await work.tx.domain.create({
    data: {
      id: domainId,
      host: plan.host,
      language: plan.language,
      verifiedAt: work.now,
      consentReviewedAt: work.now,
    },
  });
  const portalId = work.core.ids.next('portal');
  await work.tx.portal.create({
    data: {
      id: portalId,
      title: plan.portalTitle,
      slug: plan.slug,
      domainId,
      formId: await createSupportForm(work, inboxId),
      authMode: 'REGISTRATION',
      enabled: true,
      filter: parseQuery('pipeline:Support').tree,
    },
  });
  return { inboxId, portalId };
}

/** What a form of one's own asks to begin with; a ticket needs the first two. */
export const supportFields = [
  { target: 'SUBJECT', required: true },
  { target: 'MESSAGE', required: true },
  { target: 'FILES', required: false },
] as const;

/** The form that a portal begins with: a subject, a message and files, filed to this inbox. Answers its id. */
async function createSupportForm(work: Work, inboxId: string): Promise<string> {
  const id = work.core.ids.next('form');
  await work.tx.form.create({ data: { id, name: 'Support', inboxId, createdAt: work.now } });
  await createFields(work, id, supportFields);
  return id;
}

/** Fields of a form, in this order, after those it has. */
export async function createFields(
  work: Work,
  formId: string,
  fields: readonly { target: string; required: boolean; propertyId?: string }[],
): Promise<void> {
  const first = await work.tx.formField.count({ where: { formId } });
  for (const [place, field] of fields.entries()) {
    const id = work.core.ids.next('formField');
    await work.tx.formField.create({ data: { ...field, id, formId, position: first + place } });
  }
}

/** A pipeline with the usual stages and an inbox that files into it, both of this name. */
export async function createPipelineAndInbox(
  work: Work,
  name: string,
): Promise<{ pipelineId: string; inboxId: string }> {
  const pipelineId = await createPipeline(work, name);
  const inboxId = work.core.ids.next('inbox');
  await work.tx.inbox.create({ data: { id: inboxId, name, pipelineId } });
  return { pipelineId, inboxId };
}

/** A pipeline with the usual stages. Answers its id. */
export async function createPipeline(work: Work, name: string): Promise<string> {
  const { ids } = work.core;
  const pipelineId = ids.next('pipeline');
  await work.tx.pipeline.create({ data: { id: pipelineId, name } });
  for (const [position, stage] of firstStages.entries()) {
    await work.tx.stage.create({ data: { ...stage, id: ids.next('stage'), pipelineId, position } });
  }
  return pipelineId;
}

/** An agent with its permissions, each everywhere; all of them unless some are named. */
export async function createAgent(
  work: Work,
  agent: { name: string; email: string; passwordHash: string | null; permissions?: readonly Permission[] },
): Promise<{ id: string }> {
  const id = work.core.ids.next('agent');
  await work.tx.agent.create({
    data: {
      id,
      name: agent.name,
      email: agent.email.trim().toLowerCase(),
      passwordHash: agent.passwordHash,
      createdAt: work.now,
      grants: {
        create: (agent.permissions ?? permissions).map((permission) => ({ permission, scope: '*' })),
      },
    },
  });
  return { id };
}
