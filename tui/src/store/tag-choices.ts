/** What the choice of tags offers: those of the tickets first, then the desk's by use, and a new one as it is typed. */
import { displayText } from '@postern/core/words';
import type { Choice, TicketRow } from './model.ts';
import type { Standing } from './standings.ts';

/** Taking one that all of the tickets have takes it off. */
export function tagChoices(
  rows: readonly TicketRow[],
  desk: readonly { name: string; tickets: number }[],
): Choice[] {
  const own = [...new Set(rows.flatMap(({ tags }) => tags))].sort();
  const others = desk.map(({ name, tickets }) => ({ name: displayText(name), tickets }));
  return [
    ...own.map((tag) => ({ label: tag, detail: onWords(rows, tag), to: tag })),
    ...others
      .filter(({ name }) => !own.includes(name))
      .map(({ name, tickets }) => ({ label: name, detail: countWords(tickets), to: name })),
  ];
}

function onWords(rows: readonly TicketRow[], tag: string): string {
  const count = rows.filter(({ tags }) => tags.includes(tag)).length;
  return count === rows.length ? 'on it; Enter takes it off' : `on ${count} of ${rows.length}`;
}

function countWords(tickets: number): string {
  if (tickets >= 1_000) return '1,000 tickets and more';
  return tickets === 1 ? '1 ticket' : `${tickets} tickets`;
}

/** The word that was typed as a choice of its own, unless it is there; null while nothing is typed. */
export function newTag(choices: readonly Choice[], typed: string): Choice | null {
  const name = typed.trim().toLowerCase();
  if (name === '' || choices.some(({ to }) => to === name)) return null;
  return { label: name, detail: 'new tag', to: name };
}

/** Whether every one of the tickets has it. */
export function isOnAll(rows: readonly TicketRow[], tag: string): boolean {
  return rows.every(({ tags }) => tags.includes(tag));
}

/** How the ticket stands with the tag, or without it. */
export function withTag({ tags }: TicketRow, tag: string, isOn: boolean): Standing {
  const others = tags.filter((each) => each !== tag);
  return { name: 'tags', value: (isOn ? [...others, tag].sort() : others).join(' ') };
}
