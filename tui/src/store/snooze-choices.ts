/** What the choice of a snooze offers: the usual times, the customer's answer, and a time as it is typed. */
import { laterText, momentIn } from '../text/later.ts';
import type { Choice, TicketRow } from './model.ts';

/** As seen at this moment; tickets that sleep can be woken too. */
export function snoozeChoices(rows: readonly TicketRow[], now: number): Choice[] {
  const usual = [
    ['1 hour', '1h'],
    ['4 hours', '4h'],
    ['tomorrow 9:00', 'tomorrow'],
    ['Monday 9:00', 'monday'],
  ] as const;
  return [
    ...(rows.some(({ snoozed }) => snoozed) ? [{ label: 'wake now', detail: '', to: 'awake' }] : []),
    ...usual.flatMap(([label, text]) => {
      const moment = momentIn(text, now);
      return moment === null ? [] : [{ label, detail: laterText(moment, now), to: isoOf(moment) }];
    }),
    { label: 'until they reply', detail: 'a reply wakes it in any case', to: 'reply' },
  ];
}

/** The time that was typed, as a choice of its own; null for what is no time. */
export function typedTime(typed: string, now: number): Choice | null {
  const moment = momentIn(typed, now);
  return moment === null || moment <= now
    ? null
    : { label: `until ${laterText(moment, now)}`, detail: 'as typed', to: isoOf(moment) };
}

const isoOf = (moment: number) => new Date(moment).toISOString();
