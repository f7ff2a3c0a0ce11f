/** Changes to a property: its words, who reads it, and what it offers. */
import { type AgentContext, inTransaction, type Work } from '../context.ts';
import { PosternError } from '../errors.ts';
import { recordEvent } from '../live/record-event.ts';
import { type CatalogueProperty, forgetCatalogue } from '../query/catalogue.ts';
import { renameInFilters } from '../visibility/portal-filters.ts';
import { findProperty } from './find-property.ts';
import { formsAsking, listItemOf, type PropertyListItem, ticketsWith } from './list-properties.ts';
import { conditionsOn, renameInConditions } from './option-conditions.ts';
import { filtersWith, stillInUse } from './property-in-use.ts';
import { isSame } from './property-values.ts';
import { requireFittingOptions } from './property-wishes.ts';

export interface PropertyChange {
  property: string;
  label?: string | undefined;
  type?: CatalogueProperty['type'] | undefined;
  audience?: CatalogueProperty['audience'] | undefined;
  addOptions?: string[] | undefined;
  removeOptions?: string[] | undefined;
  renameOptions?: { from: string; to: string }[] | undefined;
}

/**
 * A renamed option takes its values, the portals' filters and the forms' conditions along. Throws `PROPERTY_NOT_FOUND`,
 * and `STILL_IN_USE` for a type that has values, an option that is in use, or an audience that a form needs.
 */
export async function editProperty(ctx: AgentContext, change: PropertyChange): Promise<PropertyListItem> {
  const edited = await inTransaction(ctx, async (work) => {
    const before = await findProperty(work.tx, change.property);
    const options = await changedOptions(work, before, change);
    const after: CatalogueProperty = {
      ...before,
      label: change.label ?? before.label,
      type: change.type ?? before.type,
      audience: change.audience ?? before.audience,
      // A type without options drops those of the one before.
      options: keepsOptions(change.type ?? before.type) ? options : (change.addOptions ?? []),
    };
    requireFittingOptions(after.type, after.options);
    await requireFreeType(work, before, after);
    await requireFittingAudience(work, after);
    const { id, label, type, audience } = after;
    await work.tx.property.update({
      where: { id },
      data: { label, type, audience, options: after.options },
    });
    const { property, ...rest } = change;
    await recordEvent(work, {
      action: 'property.edited',
      target: id,
      change: { ...rest, property, by: ctx.viewer.name },
    });
    return listItemOf(work.tx, after);
  });
  forgetCatalogue(ctx.core);
  return edited;
}

function keepsOptions(type: CatalogueProperty['type']): boolean {
  return type === 'SELECT' || type === 'MULTI_SELECT';
}

async function changedOptions(
  work: Work,
  property: CatalogueProperty,
  { renameOptions = [], removeOptions = [], addOptions = [] }: PropertyChange,
): Promise<string[]> {
  let options = [...property.options];
  for (const { from, to } of renameOptions) {
    const option = optionNamed(property, options, from);
    const taken = options.find((each) => each !== option && isSame(each, to));
    if (taken !== undefined) {
      throw new PosternError('NAME_TAKEN', `"${property.key}" offers "${taken}" already.`, {
        hint: 'Choose another name for it.',
      });
    }
    options = options.map((each) => (each === option ? to : each));
    await renameOption(work, property, { from: option, to });
  }
  for (const name of removeOptions) {
    const option = optionNamed(property, options, name);
    await requireUnusedOption(work, property, option);
    options = options.filter((each) => each !== option);
  }
  return [...options, ...addOptions];
}

function optionNamed({ key }: CatalogueProperty, options: string[], name: string): string {
  const found = options.find((each) => isSame(each, name));
  if (found !== undefined) return found;
  throw new PosternError('BAD_INPUT', `"${key}" does not offer "${name}".`, {
    hint: options.length > 0 ? `Check the name. Its options are ${options.join(', ')}` : 'It has no options.',
  });
}

async function renameOption(
  work: Work,
  { id, key }: CatalogueProperty,
  renamed: { from: string; to: string },
): Promise<void> {
  await work.tx.propertyValue.updateMany({
    where: { propertyId: id, text: renamed.from },
    data: { text: renamed.to },
  });
  await renameInConditions(work, id, renamed);
  await renameInFilters(work, { field: `property.${key}`, ...renamed });
}

async function requireUnusedOption(work: Work, property: CatalogueProperty, option: string): Promise<void> {
  const what = `The option "${option}" of "${property.key}"`;
  const tickets = await ticketsWith(work.tx, property.id, option);
  if (tickets > 0) throw stillInUse(what, { tickets }, `property.${property.key}:"${option}"`);
  const filters = await filtersWith(work.tx, property.key, option);
  if (filters.length > 0) throw stillInUse(what, { filters });
  const forms = await conditionsOn(work.tx, property.id, option);
  if (forms.length > 0) throw stillInUse(what, { forms });
}

async function requireFreeType(work: Work, before: CatalogueProperty, after: CatalogueProperty) {
  if (after.type === before.type) return;
  const what = `"${before.key}" cannot become another type: it`;
  const tickets = await ticketsWith(work.tx, before.id);
  if (tickets > 0) throw stillInUse(what, { tickets }, `property.${before.key}:any`);
  const filters = await filtersWith(work.tx, before.key);
  if (filters.length > 0) throw stillInUse(what, { filters });
  const forms = await conditionsOn(work.tx, before.id);
  if (forms.length > 0) throw stillInUse(what, { forms });
}

async function requireFittingAudience(work: Work, { id, key, audience }: CatalogueProperty): Promise<void> {
  if (audience !== 'INTERNAL') return;
  const forms = await formsAsking(work.tx, id);
  if (forms.length > 0) throw stillInUse(`"${key}" cannot become internal: it`, { forms });
}
