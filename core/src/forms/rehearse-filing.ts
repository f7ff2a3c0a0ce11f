/**
 * Whether customers would see what they file: a ticket is filed with the form, the portal's filter is asked about it,
 * and all of it is taken back. Only really filing tells what pipeline, stage and properties a ticket begins with.
 */
import { Prisma } from '@postern/prisma';
import type { AgentContext, Work } from '../context.ts';
import { PosternError } from '../errors.ts';
import { type PropertyValues, rowsFor, storeValues } from '../properties/property-values.ts';
import { readCatalogue } from '../query/catalogue.ts';
import { compileQuery } from '../query/compile-query.ts';
import { propertyPrefix } from '../query/property-conditions.ts';
import { type QueryTree, queryTreeSchema } from '../query/query-tree.ts';
import { writeQuery } from '../query/write-query.ts';
import { takenBack } from '../taken-back.ts';
import { fileTicket } from '../tickets/file-ticket.ts';
import { termsOf } from '../visibility/portal-filters.ts';
import { lackOf, requireEligible } from './eligibility.ts';
import { choicesOf } from './field-wishes.ts';
import { type Form, type FormField, findForm, readForm } from './form.ts';

/** Sentences for whoever attaches the form; none when every ticket would show. Throws `FORM_NOT_ELIGIBLE`. */
export async function rehearseFiling(ctx: AgentContext, name: string): Promise<string[]> {
  const { read } = ctx.core.db;
  const form = await findForm(read, name);
  requireEligible(form);
  const portal = await read.portal.findFirst({ orderBy: { id: 'asc' }, select: { filter: true } });
  return portal ? rehearse(ctx, form, portal.filter) : [];
}

/** The same for the form and the filter that a portal has, or would have; nothing where no form is offered. */
export async function filingWarnings(
  ctx: AgentContext,
  portal: { formId: string | null; filter: unknown },
): Promise<string[]> {
  const form = portal.formId && (await readForm(ctx.core.db.read, portal.formId));
  return form && lackOf(form) === null ? rehearse(ctx, form, portal.filter) : [];
}

const unusable = "The portal's filter cannot be used, so customers see no ticket at all.";

async function rehearse(ctx: AgentContext, form: Form, stored: unknown): Promise<string[]> {
  const { data: filter } = queryTreeSchema.safeParse(stored);
  if (!filter) return [unusable];
  // The checklist asks this often, and no rehearsal is needed to know that every ticket shows.
  if (writeQuery(filter) === '') return [];
  const shown = await takenBack(ctx, (work) => tryOut(work, form, filter));
  if (shown === 'unusable') return [unusable];
  const depends = dependsOnMore(form, filter);
  if (shown.every((each) => each) && !depends) return [];
  const by = `the portal's filter (${writeQuery(filter)})`;
  return shown.some((each) => each) || depends
    ? [`Some customers will not see what they file with "${form.name}": ${by} hides a part of it.`]
    : [`Customers will not see what they file with "${form.name}": ${by} hides it.`];
}

/** For each way to answer, whether the filter lets the ticket through. */
async function tryOut(work: Work, form: Form, filter: QueryTree): Promise<boolean[] | 'unusable'> {
  const { core, tx, now } = work;
  const contactId = core.ids.next('contact');
  await tx.contact.create({
    data: { id: contactId, email: `${contactId}@rehearsal.invalid`, createdAt: now },
  });
  const { id } = await fileTicket(work, {
    subject: 'Rehearsal',
    body: 'Rehearsal',
    requestId: 'rehearsal',
    inboxId: form.inbox?.id ?? '',
    contactId,
  });
  try {
    const catalogue = await readCatalogue(tx);
    const condition = compileQuery(filter, { core, catalogue, now, agentId: null, searchNotes: false });
    const shown: boolean[] = [];
    for (const answers of waysToAnswer(form, filter)) {
      await storeValues(work, id, answers);
      const rows = await tx.$queryRaw<unknown[]>(
        Prisma.sql`SELECT 1 AS "is" FROM "Ticket" t WHERE t."id" = ${id} AND ${condition}`,
      );
      shown.push(rows.length > 0);
    }
    return shown;
  } catch (error) {
    if (error instanceof PosternError && error.code === 'BAD_QUERY') return 'unusable';
    throw error;
  }
}

const mostWays = 60;

/** Every combination of answers to the fields that the filter asks about, as far as they can be told beforehand. */
function waysToAnswer(form: Form, filter: QueryTree): PropertyValues[] {
  let ways: PropertyValues[] = [[]];
  for (const field of askedBy(form, filter)) {
    const each = answersTo(field);
    ways = ways.flatMap((way) => each.map((answer) => [...way, answer])).slice(0, mostWays);
  }
  return ways;
}

function answersTo(field: FormField): PropertyValues {
  const { property } = field;
  if (!property) return [];
  const texts = choicesOf(field) ?? [];
  const mayBeEmpty = !field.required || field.showIf !== null || texts.length === 0;
  return [...(mayBeEmpty ? [''] : []), ...texts].map((text) => {
    const read = rowsFor(property, text);
    return { property, rows: 'rows' in read ? read.rows : [] };
  });
}

function askedBy(form: Form, filter: QueryTree): FormField[] {
  const keys = termsOf(filter).map(({ field }) => field);
  return form.fields.filter(({ property }) => property && keys.includes(`${propertyPrefix}${property.key}`));
}

/** Whether the filter asks about the person, the words, or an answer that nobody can foresee. */
function dependsOnMore(form: Form, filter: QueryTree): boolean {
  const asksWho = termsOf(filter).some(({ field }) => field === 'from' || field === 'organization');
  return asksWho || hasWords(filter) || askedBy(form, filter).some((field) => choicesOf(field) === null);
}

function hasWords(tree: QueryTree): boolean {
  if ('and' in tree) return tree.and.some(hasWords);
  if ('or' in tree) return tree.or.some(hasWords);
  return 'not' in tree ? hasWords(tree.not) : 'words' in tree;
}
