/** How much waits for a channel, in words for the people there. */
import type { Outputs } from '@postern/core/client';
import { context, fallback, type Rendered, section } from './text.ts';

type Backlog = Outputs['slack']['backlog'];

/** Null, and none that wait, for the end of it. */
export function backlogMessage(backlog: Backlog): Rendered {
  if (!backlog?.waiting) {
    const line = 'Nothing waits for this channel any more. What had to wait has been posted.';
    return { text: fallback(line), blocks: [context(line)] };
  }
  const { waiting, tickets, since } = backlog;
  const isAllNew = waiting === tickets;
  const verb = waiting === 1 ? 'waits' : 'wait';
  const ofThem = isAllNew || tickets === 0 ? '' : `, ${tickets.toLocaleString('en')} of them new tickets`;
  const line = `${counted(waiting, isAllNew ? 'new ticket' : 'post')} ${verb} for this channel${ofThem}.`;
  return {
    text: fallback(line),
    blocks: [
      section(
        `${line}\nThey come one after the other, in order, about one a second. To see open tickets at once: /postern queue, or in the terminal: postern ticket list`,
      ),
      context(`Since ${since.slice(0, 16).replace('T', ' ')} UTC. This follows along until nothing waits.`),
    ],
  };
}

const counted = (count: number, what: string) =>
  `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`;
