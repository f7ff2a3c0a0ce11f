/** Setting and clearing a ticket's properties. */
import type { AgentContext } from '../context.ts';
import { propertyAmong } from '../properties/find-property.ts';
import {
  type PropertyAnswer,
  type PropertyValues,
  type PropertyView,
  rowsFor,
  shownValues,
  storeValues,
  ticketValues,
  toPropertyViews,
  valueRefused,
} from '../properties/property-values.ts';
import { readCatalogue } from '../query/catalogue.ts';
import type { TicketRef } from './access-ticket.ts';
import { changeTicket } from './change-ticket.ts';
import type { TicketHead } from './ticket-rows.ts';

/**
 * Sets every property that is named, null clears one; all of them or none. What a ticket has already is no change.
 * Throws `PROPERTY_NOT_FOUND`, and `FIELD_INVALID` for a value that does not fit its type.
 */
export async function setProperty(
  ctx: AgentContext,
  wish: {
    ticket: TicketRef;
    values: { key: string; value: PropertyAnswer | null }[];
    ifVersion?: number | undefined;
  },
): Promise<TicketHead & { properties: PropertyView[] }> {
  let after: PropertyValues = [];
  const head = await changeTicket(ctx, wish, async (work, ticket) => {
    const { properties } = await readCatalogue(work.tx);
    const before = await ticketValues(work, work.tx, ticket.id);
    const wanted = wish.values.map(({ key, value }) => {
      const property = propertyAmong(properties, key);
      const read = rowsFor(property, value);
      if ('fault' in read) throw valueRefused(property, read.fault);
      return { property, rows: read.rows };
    });
    const changed = wanted.filter((each) => textsIn([each], each) !== textsIn(before, each));
    await storeValues(work, ticket.id, changed);
    after = await ticketValues(work, work.tx, ticket.id);
    if (changed.length === 0) return null;
    return { data: {}, action: 'ticket.propertiesSet', change: { values: shownValues(changed) } };
  });
  return { ...head, properties: toPropertyViews(after) };
}

function textsIn(values: PropertyValues, { property }: PropertyValues[number]): string {
  const rows = values.find((each) => each.property.id === property.id)?.rows ?? [];
  return JSON.stringify(rows.map((row) => row.text).sort());
}
