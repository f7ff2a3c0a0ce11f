/** Forms as agents and scripts read them. */
import type { Queries } from '../context.ts';
import { type PropertyTypeName, propertyTypes } from '../properties/property-values.ts';
import { lackOf } from './eligibility.ts';
import { type Form, type FormField, fieldName, findForm, readForms } from './form.ts';

export interface FormListItem {
  name: string;
  title: string | null;
  inbox: string | null;
  /** How many fields it has. */
  fields: number;
  /** Whether a portal can take it; where not, `reason` says why and `next` what to type. */
  eligible: boolean;
  reason: string | null;
  next: string[];
  /** Titles of the portals that it is attached to. */
  portals: string[];
}

export interface FormFieldView {
  /** `subject`, `message`, `files`, or the key of a property. */
  field: string;
  label: string | null;
  help: string | null;
  required: boolean;
  /** Of a property. */
  type: PropertyTypeName | null;
  showIf: { field: string; values: string[] } | null;
}

export interface FormView extends Omit<FormListItem, 'fields'> {
  help: string | null;
  fields: FormFieldView[];
}

/** All forms, by name. */
export async function listForms(queries: Queries): Promise<FormListItem[]> {
  return (await readForms(queries)).map((form) => ({ ...headOf(form), fields: form.fields.length }));
}

/** Throws `FORM_NOT_FOUND`. */
export async function viewForm(queries: Queries, name: string): Promise<FormView> {
  return toFormView(await findForm(queries, name));
}

/** The form with its fields in order. */
export function toFormView(form: Form): FormView {
  const nameOf = (id: string) => {
    const field = form.fields.find((each) => each.id === id);
    return field ? fieldName(field) : '';
  };
  const toView = (field: FormField): FormFieldView => ({
    field: fieldName(field),
    label: field.label,
    help: field.help,
    required: field.required,
    type: field.property ? propertyTypes[field.property.type] : null,
    showIf: field.showIf && { field: nameOf(field.showIf.fieldId), values: field.showIf.values },
  });
  return { ...headOf(form), help: form.help, fields: form.fields.map(toView) };
}

function headOf(form: Form): Omit<FormListItem, 'fields'> {
  const lack = lackOf(form);
  return {
    name: form.name,
    title: form.title,
    inbox: form.inbox?.name ?? null,
    eligible: lack === null,
    reason: lack?.reason ?? null,
    next: lack?.next ?? [],
    portals: form.portals,
  };
}
