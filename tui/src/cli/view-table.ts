/** Views as a table, and the way from the name of one to its query. */
import { displayText, type Outputs, type PosternClient } from '@postern/core/client';
import type { Args } from './flags.ts';
import { tableText, themeFor } from './look.ts';
import type { Shape } from './output.ts';
import { CliProblem } from './problem.ts';
import type { Session } from './session.ts';

export type ViewHead = Outputs['views']['list']['items'][number];

export const viewFields = ['name', 'query', 'isShared', 'key', 'problem', 'id'];

/** Several views. */
export function viewShape(session: Session, args: Args): Shape {
  return {
    fields: viewFields,
    columns: ['key', 'name', 'isShared', 'query'],
    table: (items) => viewTable(session, args, items as unknown as ViewHead[]),
  };
}

function viewTable(session: Session, args: Args, views: readonly ViewHead[]): string {
  if (views.length === 0) return '';
  const columns = [
    { title: 'KEY', most: 3 },
    { title: 'NAME', role: 'strong' as const, most: 30 },
    { title: 'WHOSE', most: 8 },
    { title: 'QUERY' },
  ];
  const rows = views.map(({ key, name, isShared, query, problem }) =>
    [
      key === null ? '' : String(key),
      name,
      isShared ? 'shared' : 'yours',
      problem === null ? query : `does not work: ${problem}`,
    ].map((cell) => displayText(cell)),
  );
  return tableText(columns, rows, { theme: themeFor(session, args), width: session.io.columns });
}

/** The query of a view by its name in any case, one's own before a shared one. Throws `VIEW_NOT_FOUND`. */
export async function queryOfView(client: PosternClient, name: string): Promise<string> {
  const { items } = await client.views.list.query();
  const named = items.filter((view) => view.name.toLowerCase() === name.trim().toLowerCase());
  const view = named.find(({ isShared }) => !isShared) ?? named[0];
  if (!view)
    throw new CliProblem('VIEW_NOT_FOUND', `There is no view "${name}".`, 'See them all: postern view list');
  if (view.problem !== null)
    throw new CliProblem(
      'FAILED',
      `The view "${view.name}" does not work any more: ${view.problem}`,
      'Save it again with another query: postern view save NAME QUERY',
    );
  return view.query;
}
