/** What the desk knows about a ticket and shares: the properties that are for the portal. */
import { displayText, type MyProperty } from '@postern/core/client';
import type { Texts } from '@postern/core/texts';

/** A value in words of the portal's language. */
export function propertyText({ type, value }: Pick<MyProperty, 'type' | 'value'>, texts: Texts): string {
  if (typeof value === 'boolean') return value ? texts.newTicket.yes : texts.newTicket.no;
  if (typeof value === 'number') return new Intl.NumberFormat(texts.locale).format(value);
  if (type === 'date') {
    const format = new Intl.DateTimeFormat(texts.locale, { dateStyle: 'long', timeZone: 'UTC' });
    return format.format(new Date(`${value}T00:00:00Z`));
  }
  return displayText(Array.isArray(value) ? value.join(', ') : value);
}

/** Label and value of each; nothing where there is none. */
export function Properties(props: { properties: readonly MyProperty[]; texts: Texts }) {
  if (props.properties.length === 0) return null;
  return (
    <dl class="properties">
      {props.properties.map((property) => (
        <div class="fact">
          <dt dir="auto">{displayText(property.label)}</dt>
          <dd dir="auto">{propertyText(property, props.texts)}</dd>
        </div>
      ))}
    </dl>
  );
}
