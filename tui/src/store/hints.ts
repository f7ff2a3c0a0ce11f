/** Five hints for somebody's first minutes on the sample desk: one at a time, each until its key was pressed. */
import type { CommandId } from '../keys/commands.ts';
import type { InboxState } from './model.ts';

export interface Hint {
  title: string;
  /** The keys stand in it as the table of commands has them. */
  text: string;
  /** Whoever runs one of these needs it no more. */
  learned: readonly CommandId[];
}

/** In the order in which they are shown. */
export const hints: readonly Hint[] = [
  {
    title: 'Move',
    text: 'j and k move, Enter opens a ticket, q goes back.',
    learned: ['move.down', 'move.up', 'ticket.open'],
  },
  {
    title: 'Reply',
    text: 'r writes a reply to the customer. Ctrl+S sends it; for ten seconds u takes it back.',
    learned: ['ticket.reply'],
  },
  {
    title: 'Note',
    text: 'n writes a note inside the team, which no customer ever sees. Ctrl+N keeps it.',
    learned: ['ticket.note'],
  },
  {
    title: 'Undo',
    text: 'a m gives you the ticket, c closes it, and u undoes what you did last.',
    learned: ['act.undo'],
  },
  {
    title: 'Everything else',
    text: ': finds every command by its words, and ? lists all keys.',
    learned: ['palette.open', 'app.help'],
  },
];

/** The hint that is due, and its place; null where there is none, or where it would stand in the way of writing. */
export function hintNow(
  state: Pick<InboxState, 'hintsLeft' | 'composer' | 'portal' | 'outbox' | 'page' | 'sight'>,
): { hint: Hint; number: number } | null {
  const [number] = state.hintsLeft;
  if (number === undefined) return null;
  if (state.composer || state.portal || state.outbox || state.page || state.sight) return null;
  return { hint: hints[number] as Hint, number: number + 1 };
}

/** What is left to be hinted at once this command has run. */
export function afterCommand(left: readonly number[], id: CommandId): readonly number[] {
  const rest = left.filter((number) => !hints[number]?.learned.includes(id));
  return rest.length === left.length ? left : rest;
}
