/** What the choice of a property offers, and that of its value: options, yes and no, or what is typed. */
import type { Outputs } from '@postern/core/client';
import { displayText } from '@postern/core/words';
import { momentIn } from '../text/later.ts';
import type { Choice, TicketProperty, TicketRow } from './model.ts';
import { optionSeparator, type Standing, valueParts } from './standings.ts';

/** A property of the desk. Names and options are data for requests; shown through `displayText` only. */
export interface DeskProperty {
  key: string;
  label: string;
  type: Outputs['properties']['list']['items'][number]['type'];
  options: readonly string[];
}

/** The value that clears one. */
const nothing = '';

/** The desk's properties, each with what the ticket has; of several tickets with what kind it is. */
export function propertyChoices(
  properties: readonly DeskProperty[],
  ticket: Pick<TicketRow, 'properties'> | null,
): Choice[] {
  return properties.map(({ key, label, type }) => {
    const value = ticket && propertyValue(ticket, key);
    return {
      label: displayText(label),
      detail: value ? displayText(valueParts(value).join(', ')) : kindWords[type],
      to: key,
    };
  });
}

const kindWords: Record<DeskProperty['type'], string> = {
  text: 'text',
  number: 'a number',
  date: 'a day',
  'yes-no': 'yes or no',
  select: 'one of a list',
  'multi-select': 'some of a list',
};

/** What can be chosen for it without typing. `ticket` is null for several tickets. */
export function valueChoices(property: DeskProperty, ticket: Pick<TicketRow, 'properties'> | null): Choice[] {
  const value = ticket ? propertyValue(ticket, property.key) : '';
  const now = valueParts(value);
  const isMulti = property.type === 'multi-select';
  const options = property.type === 'yes-no' ? ['yes', 'no'] : property.options;
  const offered = options.flatMap((option) => {
    const label = displayText(option);
    const isOn = now.includes(option);
    const takeOut = { label, detail: 'on it; Enter takes it off', to: `${optionSeparator}${option}` };
    if (!isMulti) return [{ label, detail: isOn ? 'as it is' : '', to: option }];
    if (ticket) return [isOn ? takeOut : { label, detail: '', to: option }];
    // Several tickets may stand differently, so both ways are offered.
    return [
      { label, detail: 'add it', to: option },
      { ...takeOut, detail: 'take it off' },
    ];
  });
  const detail = value ? `instead of ${displayText(now.join(', '))}` : '';
  return ticket && !value ? offered : [...offered, { label: 'nothing', detail, to: nothing }];
}

/** What was typed as a value of its own; null where it cannot be one, or is an option already. */
export function typedValue({ type }: DeskProperty, typed: string, now: number): Choice | null {
  const text = typed.replace(/\s+/g, ' ').trim();
  if (text === '') return null;
  if (type === 'text') return { label: displayText(text), detail: 'as typed', to: text };
  if (type === 'number')
    return /^-?\d{1,15}(\.\d{1,9})?$/.test(text) ? { label: text, detail: 'as typed', to: text } : null;
  if (type !== 'date') return null;
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : dayOf(text, now);
  return day === null ? null : { label: day, detail: text === day ? 'as typed' : text, to: day };
}

function dayOf(text: string, now: number): string | null {
  const moment = text.toLowerCase() === 'today' ? now : momentIn(text, now);
  if (moment === null) return null;
  const at = new Date(moment);
  const two = (count: number) => String(count).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** What to type, for whoever has typed nothing that fits. */
export function valueHint({ type }: DeskProperty): string {
  const hints: Partial<Record<DeskProperty['type'], string>> = {
    text: 'Type what it is.',
    number: 'Type a number such as 12 or 12.5.',
    date: 'Type a day such as 2026-11-02, today or monday.',
  };
  return hints[type] ?? 'No option fits.';
}

/** How a ticket stands with this value chosen: an option of several goes on or off, everything else is put in place. */
export function standingWith(
  { key, label, type, options }: DeskProperty,
  row: Pick<TicketRow, 'properties'>,
  to: string,
): Standing {
  const of = { name: 'property' as const, key, label: displayText(label) };
  if (type !== 'multi-select' || to === nothing) return { ...of, value: to };
  const isOff = to.startsWith(optionSeparator);
  const option = isOff ? to.slice(optionSeparator.length) : to;
  const others = valueParts(propertyValue(row, key)).filter((each) => each !== option);
  const parts = isOff ? others : [...others, option];
  // As the desk orders them, so that undoing finds the value as it was left.
  const inOrder = parts.toSorted((a, b) => options.indexOf(a) - options.indexOf(b));
  return { ...of, value: inOrder.join(optionSeparator) };
}

/** What the ticket has for it, as one text; empty for nothing. */
export function propertyValue({ properties }: Pick<TicketRow, 'properties'>, key: string): string {
  return properties?.find((each: TicketProperty) => each.key === key)?.value ?? '';
}
