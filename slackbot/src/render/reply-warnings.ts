/** What looks wrong in a reply, in lines for whoever is about to send it. */
import type { Outputs } from '@postern/core/client';
import { oneLine } from './text.ts';

export type ReplyWarning = Extract<Outputs['slack']['sendReply'], { is: 'to be shown' }>['warnings'][number];

const what: Record<ReplyWarning['kind'], string> = {
  note: 'This stands in an internal note',
  teammate: 'This names a teammate',
  host: 'This names a machine of your own network',
  slack: 'This leads into your Slack, which customers cannot open',
};

const mostLines = 10;

/** One line a passage, the first few. */
export function warningLines(warnings: readonly ReplyWarning[]): string[] {
  return warnings.slice(0, mostLines).map(({ kind, passage }) => `${what[kind]}: "${oneLine(passage, 300)}"`);
}
