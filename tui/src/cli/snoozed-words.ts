/** Until when a ticket sleeps, in words. */
import type { TicketHead } from '@postern/core/client';
import { laterText } from '../text/later.ts';

/** `until tomorrow 09:00`, `until the customer writes`. */
export function snoozedWords({ until }: NonNullable<TicketHead['snoozed']>, now: number): string {
  return until === null ? 'until the customer writes' : `until ${laterText(Date.parse(until), now)}`;
}
