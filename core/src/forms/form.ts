/** A form with its fields, read anew and in order: what every action on forms begins with. */
import type { Prisma } from '@postern/prisma';
import type { Queries } from '../context.ts';
import { PosternError } from '../errors.ts';
import { isSame } from '../properties/property-values.ts';
import type { CatalogueProperty } from '../query/catalogue.ts';
import { nearest } from '../query/nearest.ts';

export type FieldTarget = 'SUBJECT' | 'MESSAGE' | 'FILES' | 'PROPERTY';

export interface FormField {
  id: string;
  target: FieldTarget;
  /** Of a field that asks for one; null for the others. */
  property: CatalogueProperty | null;
  label: string | null;
  help: string | null;
  required: boolean;
  position: number;
  /** The field on whose answer this one depends, and the answers with which it shows. */
  showIf: { fieldId: string; values: string[] } | null;
}

export interface Form {
  id: string;
  name: string;
  title: string | null;
  help: string | null;
  inbox: { id: string; name: string } | null;
  fields: FormField[];
  /** Titles of the portals that it is attached to. */
  portals: string[];
}

const withFields = {
  inbox: { select: { id: true, name: true } },
  portals: { select: { title: true } },
  fields: { include: { property: true }, orderBy: [{ position: 'asc' }, { id: 'asc' }] },
} satisfies Prisma.FormInclude;

/** All forms, by name. */
export async function readForms(queries: Queries): Promise<Form[]> {
  const rows = await queries.form.findMany({ include: withFields, orderBy: { name: 'asc' } });
  return rows.map(toForm);
}

/** The form with this id, or null. */
export async function readForm(queries: Queries, id: string): Promise<Form | null> {
  const row = await queries.form.findUnique({ where: { id }, include: withFields });
  return row && toForm(row);
}

/** What a form asks and where it files to, without what only its administrators read of it. */
export type FormContent = Pick<Form, 'id' | 'title' | 'help' | 'fields'> & { inboxId: string | null };

/** The same form for somebody who fills it in; null where there is none. */
export async function readFormContent(queries: Queries, id: string): Promise<FormContent | null> {
  const row = await queries.form.findUnique({
    where: { id },
    select: { id: true, title: true, help: true, inboxId: true, fields: withFields.fields },
  });
  return row && { ...row, fields: row.fields.map(toField) };
}

/** Throws `FORM_NOT_FOUND`, naming the nearest one. */
export async function findForm(queries: Queries, name: string): Promise<Form> {
  const forms = await readForms(queries);
  const wanted = name.trim();
  const found = forms.find((form) => form.name === wanted) ?? forms.find((form) => isSame(form.name, wanted));
  if (found) return found;
  const names = forms.map((form) => form.name);
  const guess = nearest(wanted, names);
  const known = names.length > 0 ? ` Forms are ${names.map((each) => `"${each}"`).join(', ')}.` : '';
  throw new PosternError('FORM_NOT_FOUND', `There is no form "${name}".${known}`, {
    hint: guess ? `Did you mean "${guess}"?` : 'See them all: postern form list',
  });
}

type FormRow = Prisma.FormGetPayload<{ include: typeof withFields }>;

function toForm({ id, name, title, help, inbox, fields, portals }: FormRow): Form {
  return {
    id,
    name,
    title,
    help,
    inbox,
    portals: portals.map((portal) => portal.title),
    fields: fields.map(toField),
  };
}

function toField(field: FormRow['fields'][number]): FormField {
  return {
    id: field.id,
    target: field.target as FieldTarget,
    property: field.property as CatalogueProperty | null,
    label: field.label,
    help: field.help,
    required: field.required,
    position: field.position,
    showIf: field.showIfId
      ? { fieldId: field.showIfId, values: (field.showIfValues ?? []) as string[] }
      : null,
  };
}

/** What people call a field: `subject`, `message`, `files`, or the key of its property. */
export function fieldName(field: Pick<FormField, 'target' | 'property'>): string {
  return field.property?.key ?? field.target.toLowerCase();
}

/** A word of a command line, with quotation marks where a shell needs them. */
export function commandWord(text: string): string {
  return /^[\w.@-]+$/.test(text) ? text : `"${text}"`;
}
