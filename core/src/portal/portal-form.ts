/** The support form as the customer gets it: what to ask, and nothing that is the team's alone. */
import type { ContactContext, Queries } from '../context.ts';
import { PosternError } from '../errors.ts';
import { type FormContent, type FormField, readFormContent } from '../forms/form.ts';
import { type PropertyTypeName, propertyTypes } from '../properties/property-values.ts';
import type { Portal } from '../visibility/access-portal.ts';
import { requireVisible } from './list-my-tickets.ts';

export interface PortalFormField {
  id: string;
  asks: 'subject' | 'message' | 'files' | 'property';
  /** Null where the portal has words of its own. */
  label: string | null;
  help: string | null;
  required: boolean;
  /** Of a property. */
  type: PropertyTypeName | null;
  /** What a select offers, in its order. */
  options: string[];
  /** The field before this one whose answer decides, its label, and the answers with which this one shows. */
  showIf: { field: string; label: string; values: string[] } | null;
}

export interface PortalForm {
  /** Null where the portal has words of its own. */
  title: string | null;
  help: string | null;
  /** What happens after filing, as its inbox promises. */
  promise: string | null;
  fields: PortalFormField[];
}

/** Throws `FORM_NOT_FOUND` while no whole form is attached. */
export async function viewPortalForm(ctx: ContactContext): Promise<PortalForm> {
  const { portal } = await requireVisible(ctx);
  const queries = ctx.core.db.read;
  const form = await attachedForm(queries, portal);
  const inbox = await queries.inbox.findUnique({
    where: { id: form.inboxId },
    select: { promise: true },
  });
  const fields = askedFields(form);
  return {
    title: form.title,
    help: form.help,
    promise: inbox?.promise ?? null,
    fields: fields.map((field) => toPortalField(field, fields)),
  };
}

/** The form of a portal, with the inbox that it files to. Throws `FORM_NOT_FOUND`. */
export async function attachedForm(
  queries: Queries,
  portal: Portal,
): Promise<FormContent & { inboxId: string }> {
  // The portal's own rule says whether the form is whole; what the form asks is read here.
  const form = portal.formId === null ? null : await readFormContent(queries, portal.formId);
  if (form?.inboxId) return { ...form, inboxId: form.inboxId };
  throw new PosternError('FORM_NOT_FOUND', 'This portal has no support form at the moment.', {
    hint: 'Try again later.',
  });
}

/** Its fields but those of properties that only the team reads. */
export function askedFields(form: Pick<FormContent, 'fields'>): FormField[] {
  return form.fields.filter(({ property }) => property?.audience !== 'INTERNAL');
}

function toPortalField(field: FormField, fields: readonly FormField[]): PortalFormField {
  const { id, target, property, help, required, showIf } = field;
  const on = fields.find((each) => each.id === showIf?.fieldId);
  return {
    id,
    asks: target.toLowerCase() as PortalFormField['asks'],
    label: labelOf(field),
    help,
    required,
    type: property ? propertyTypes[property.type] : null,
    options: property?.options ?? [],
    showIf: showIf && { field: showIf.fieldId, label: (on && labelOf(on)) ?? '', values: showIf.values },
  };
}

function labelOf({ label, property }: FormField): string | null {
  return label ?? property?.label ?? null;
}
