/** Snippets as a table. */
import { displayText, type SnippetView } from '@postern/core/client';
import type { Args } from './flags.ts';
import { tableText, themeFor } from './look.ts';
import type { Shape } from './output.ts';
import type { Session } from './session.ts';
import { actionsText } from './snippet-actions.ts';

export const snippetFields = ['name', 'body', 'actions', 'updatedAt'];

/** By name, with the first line of each. */
export function snippetShape(session: Session, args: Args): Shape {
  return {
    fields: snippetFields,
    columns: ['name', 'body', 'updatedAt', 'actions'],
    table: (items) => table(session, args, items as unknown as SnippetView[]),
  };
}

function table(session: Session, args: Args, snippets: readonly SnippetView[]): string {
  if (snippets.length === 0) return '';
  const columns = [
    { title: 'NAME', role: 'strong' as const, most: 30 },
    { title: 'TEXT' },
    { title: 'THEN', most: 60 },
  ];
  const rows = snippets.map(({ name, body, actions }) => [
    displayText(name),
    displayText(body.split('\n')[0] ?? ''),
    displayText(actionsText(actions)),
  ]);
  return tableText(columns, rows, { theme: themeFor(session, args), width: session.io.columns });
}
