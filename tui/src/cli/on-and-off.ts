/** `+word` and `-word` behind a verb, and the same after `--add` and `--remove`. */
import type { Args } from './flags.ts';
import { type TicketRef, ticketRef } from './numbers.ts';
import { usageProblem } from './problem.ts';
import { commaList } from './values.ts';

/** Throws a usage problem for a word that says neither on nor off, and when nothing was said. */
export function onAndOff(
  args: Args,
  words: readonly string[],
  { what, word: sample, example, takesMore = false }: OnOrOff,
): { add: string[]; remove: string[]; more: TicketRef[] } {
  const add = commaList(args.add) ?? [];
  const remove = commaList(args.remove) ?? [];
  const more: TicketRef[] = [];
  for (const word of words) {
    if (word.startsWith('+')) add.push(...(commaList(word.slice(1)) ?? []));
    else if (word.startsWith('-')) remove.push(...(commaList(word.slice(1)) ?? []));
    else if (takesMore && /^(#?\d+|tkt_\w+)$/.test(word)) more.push(ticketRef(word));
    else
      throw usageProblem(
        `"${word}" says neither on nor off.`,
        `Write +${word} to put the ${sample} on, -${word} to take it off.`,
      );
  }
  if (add.length + remove.length === 0) throw usageProblem(`Say which ${what}.`, `For example: ${example}`);
  return { add, remove, more };
}

export interface OnOrOff {
  /** In plural, for the sentence that asks for them. */
  what: string;
  /** One of them. */
  word: string;
  example: string;
  /** Whether a number is one more ticket. */
  takesMore?: boolean;
}
