/** What looks wrong in a reply, in lines for whoever is about to send it. */
import { leakWords, type Outputs } from '@postern/core/client';
import { oneLine } from './text.ts';

export type ReplyWarning = Extract<Outputs['slack']['sendReply'], { is: 'to be shown' }>['warnings'][number];

const what: Record<ReplyWarning['kind'], string> = {
  ...leakWords,
  slack: 'leads into your Slack, which customers cannot open',
};

const mostLines = 10;

/** One line a passage, the first few. */
export function warningLines(warnings: readonly ReplyWarning[]): string[] {
  return warnings
    .slice(0, mostLines)
    .map(({ kind, passage }) => `This ${what[kind]}: "${oneLine(passage, 300)}"`);
}
