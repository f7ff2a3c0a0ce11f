/** A new field of the desk's own on its tickets. */
import { type AgentContext, inTransaction } from '../context.ts';
import { PosternError } from '../errors.ts';
import { recordEvent } from '../live/record-event.ts';
import { type CatalogueProperty, forgetCatalogue } from '../query/catalogue.ts';
import { listItemOf, type PropertyListItem } from './list-properties.ts';
import { requireFittingOptions } from './property-wishes.ts';

/** Without a label it is named after its key. Throws `NAME_TAKEN` for a key in use, and `BAD_INPUT` for options that do not fit the type. */
export async function createProperty(
  ctx: AgentContext,
  { label, ...given }: Omit<CatalogueProperty, 'id' | 'label'> & { label?: string | undefined },
): Promise<PropertyListItem> {
  const wish = { ...given, label: label ?? labelFrom(given.key) };
  requireFittingOptions(wish.type, wish.options);
  const made = await inTransaction(ctx, async (work) => {
    if (await work.tx.property.findUnique({ where: { key: wish.key } })) {
      throw new PosternError('NAME_TAKEN', `There is a property "${wish.key}" already.`, {
        hint: `Choose another key, or change that one: postern property edit ${wish.key}`,
      });
    }
    const property = { ...wish, id: work.core.ids.next('property') };
    await work.tx.property.create({ data: { ...property, createdAt: work.now } });
    await recordEvent(work, {
      action: 'property.created',
      target: property.id,
      change: { ...wish, by: ctx.viewer.name },
    });
    return listItemOf(work.tx, property);
  });
  forgetCatalogue(ctx.core);
  return made;
}

/** `seats-in-use` becomes "Seats in use": customers read it on forms and tickets. */
function labelFrom(key: string): string {
  const words = key.split(/[-_]+/).filter(Boolean).join(' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
