/** A query explained: how it was read, what was added, and what the database would do. */
import { displayText, type QueryExplained } from '@postern/core/client';
import type { Args } from './flags.ts';
import { themeFor } from './look.ts';
import { columnsOf, type Shape } from './output.ts';
import type { Session } from './session.ts';

const fields = ['query', 'sort', 'parts', 'added', 'plan'];

/** For scripts the document; in a pipe a row for each part, addition, step and warning, with its kind first. */
export function explainedShape(session: Session, args: Args, told: QueryExplained): Shape {
  return {
    fields,
    kind: 'query',
    columns: ['query', 'sort'],
    rows: () => pipedRows(told),
    table: () => page(session, args, told),
  };
}

function pipedRows({ parts, added, plan }: QueryExplained): string {
  return [
    ...parts.map(({ depth, text, meaning }) => columnsOf(['part', depth, text, meaning])),
    ...added.map(({ text, because }) => columnsOf(['added', text, because])),
    ...(plan ? plan.steps.map((step) => columnsOf(['plan', step])) : []),
    ...(plan ? plan.warnings.map((warning) => columnsOf(['warning', warning])) : []),
  ].join('');
}

function page(session: Session, args: Args, { parts, added, plan }: QueryExplained): string {
  const theme = themeFor(session, args);
  const title = (text: string) => theme.paint('strong', text);
  const beside = (text: string, explanation: string | null) =>
    `  ${displayText(text)}${explanation ? theme.paint('dim', `   ${displayText(explanation)}`) : ''}`;
  const lines = [
    title('Understood as'),
    ...(parts.length === 0 ? [beside('every ticket', null)] : []),
    ...parts.map(({ depth, text, meaning }) => beside(`${'  '.repeat(depth)}${text}`, meaning)),
    '',
    title('Added'),
    ...added.map(({ text, because }) => beside(text, because)),
  ];
  if (plan) {
    lines.push('', title(`Plan of the database (${plan.engine})`));
    lines.push(...plan.steps.map((step) => beside(step, null)));
    lines.push(...plan.warnings.map((warning) => theme.paint('warning', `! ${displayText(warning)}`)));
  }
  return `${lines.join('\n')}\n`;
}
