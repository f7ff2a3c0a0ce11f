/** Taking a property away, with its values where that was asked for. */
import { type AgentContext, inTransaction } from '../context.ts';
import { recordEvent } from '../live/record-event.ts';
import { forgetCatalogue } from '../query/catalogue.ts';
import { findProperty } from './find-property.ts';
import { formsAsking, ticketsWith } from './list-properties.ts';
import { filtersWith, stillInUse } from './property-in-use.ts';

/** Throws `PROPERTY_NOT_FOUND`, and `STILL_IN_USE` while a form or a filter needs it, or tickets have values of it. */
export async function deleteProperty(
  ctx: AgentContext,
  wish: { property: string; dropsValues: boolean },
): Promise<{ key: string; tickets: number }> {
  const deleted = await inTransaction(ctx, async (work) => {
    const { id, key, label } = await findProperty(work.tx, wish.property);
    const forms = await formsAsking(work.tx, id);
    if (forms.length > 0) throw stillInUse(`"${key}"`, { forms });
    const filters = await filtersWith(work.tx, key);
    if (filters.length > 0) throw stillInUse(`"${key}"`, { filters });
    const tickets = await ticketsWith(work.tx, id);
    if (tickets > 0 && !wish.dropsValues) throw stillInUse(`"${key}"`, { tickets }, `property.${key}:any`);
    await work.tx.propertyValue.deleteMany({ where: { propertyId: id } });
    await work.tx.property.delete({ where: { id } });
    await recordEvent(work, {
      action: 'property.deleted',
      target: id,
      change: { key, label, tickets, by: ctx.viewer.name },
    });
    return { key, tickets };
  });
  forgetCatalogue(ctx.core);
  return deleted;
}
