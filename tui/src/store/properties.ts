/** Properties by key: which one, then its value, for one ticket or for all that are selected. */
import { displayText } from '@postern/core/words';
import { createEditor } from '../editor/editor.ts';
import type { Bringing } from './bringing.ts';
import type { Hub } from './hub.ts';
import type { Choice, PropertyPurpose, TicketRow } from './model.ts';
import {
  type DeskProperty,
  propertyChoices,
  propertyValue,
  standingWith,
  valueChoices,
} from './property-choices.ts';
import { safeRow } from './safe-tickets.ts';
import { ticketsAtHand } from './selection.ts';
import { optionSeparator, valueParts } from './standings.ts';
import { namedShort } from './triage.ts';

export interface PropertyActs {
  /** Opens the choice of the desk's properties. */
  choose(): Promise<void>;
  /** Goes on to the choice of a value, or sets it. */
  take(purpose: PropertyPurpose, choice: Choice): Promise<void>;
}

export function createPropertyActs(hub: Hub, { bring, carefully }: Bringing): PropertyActs {
  let properties: readonly DeskProperty[] = [];

  const open = (title: string, purpose: PropertyPurpose, choices: readonly Choice[]) =>
    hub.set({
      picker: { title, purpose, editor: createEditor('', { singleLine: true }), choices, index: 0 },
    });

  /** The tickets with their values: of one ticket as the desk has it now, of many as they are known. */
  const withValues = async (rows: readonly TicketRow[]): Promise<readonly TicketRow[]> => {
    const [first] = rows;
    if (!first || rows.length > 1) return rows;
    const answer = await hub.ask((options) => hub.client.tickets.view.query({ ticket: first.id }, options));
    return answer.ok ? [safeRow(answer.value)] : rows;
  };

  const only = (rows: readonly TicketRow[]) => (rows.length === 1 ? (rows[0] ?? null) : null);

  const chooseValue = (rows: readonly TicketRow[], property: DeskProperty) => {
    const choices = valueChoices(property, only(rows));
    const now = only(rows) ? valueParts(propertyValue(only(rows) as TicketRow, property.key)) : [];
    const title = `${displayText(property.label)} of ${namedShort(rows)}`;
    open(title, { kind: 'propertyValue', rows, property, at: hub.now() }, choices);
    const index =
      property.type === 'multi-select' ? -1 : choices.findIndex(({ to }) => to !== '' && now.includes(to));
    const { picker } = hub.get();
    if (picker && index > 0) hub.set({ picker: { ...picker, index } });
  };

  const set = async (rows: readonly TicketRow[], property: DeskProperty, { to, label }: Choice) => {
    const name = displayText(property.label);
    const isOption = property.type === 'multi-select' && to !== '';
    const isOff = to.startsWith(optionSeparator);
    const what = isOption
      ? `${isOff ? `Take ${label} out of` : `Add ${label} to`} ${name} of`
      : to === ''
        ? `Clear ${name} of`
        : `Set ${name} to ${label} for`;
    const manyWords = `have ${label} in ${name}${isOff ? ' no more' : ''}`;
    return carefully(rows, what, () =>
      bring(rows, (row) => standingWith(property, row, to), {
        // Rows of a list do not say what the tickets have, and undoing needs to know.
        asksFirst: true,
        ...(isOption && { manyWords }),
      }),
    );
  };

  return {
    async choose() {
      const asked = ticketsAtHand(hub.get());
      if (asked.length === 0) return;
      const [answer, rows] = await Promise.all([
        hub.ask((options) => hub.client.properties.list.query(undefined, options)),
        withValues(asked),
      ]);
      if (!answer.ok) return hub.fail(answer.failure);
      properties = answer.value.items;
      if (properties.length === 0)
        return hub.say(
          'plain',
          'The desk has no properties yet. A shell makes one: postern property create KEY',
        );
      // By now something else may be in the way.
      const { picker, composer, question } = hub.get();
      if (picker || composer || question) return;
      open(
        `Property of ${namedShort(rows)}`,
        { kind: 'property', rows },
        propertyChoices(properties, only(rows)),
      );
    },
    async take(purpose, choice) {
      hub.set({ picker: null });
      if (purpose.kind === 'propertyValue') return set(purpose.rows, purpose.property, choice);
      const property = properties.find(({ key }) => key === choice.to);
      if (property) chooseValue(purpose.rows, property);
    },
  };
}
