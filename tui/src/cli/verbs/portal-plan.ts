/** `postern portal plan`: what a file would change, and for whom. */
import type { FilePlan } from '@postern/core/client';
import type { Args } from '../flags.ts';
import { chosenFields, columnsOf, printOne, type Shape } from '../output.ts';
import { planText, radiusSentence, readNamedFile } from '../portal-file.ts';
import type { Session } from '../session.ts';
import { sayWarnings } from '../settings-table.ts';

const fields = ['id', 'isPortalOff', 'differences', 'radius', 'warnings', 'tests'];

/** Changes nothing. Answers 1 when a test of the file would fail, so that a pipeline stops. */
export async function act(session: Session, args: Args): Promise<number> {
  chosenFields(args, fields);
  const text = await readNamedFile(session, args);
  const plan = await (await session.client()).portalFile.plan.query({ text });
  await sayWarnings(session, plan);
  const shape: Shape = {
    fields,
    columns: ['id'],
    rows: () => pipedRows(plan),
    table: () => planText(session, args, plan),
  };
  await printOne(session, args, plan, shape);
  return plan.tests.some(({ pass }) => !pass) ? 1 : 0;
}

function pipedRows(plan: FilePlan): string {
  return [
    ...plan.differences.map(({ key, before, after }) => columnsOf(['setting', key, before, after])),
    ...ticketRows('appear', plan.radius.appear),
    ...ticketRows('vanish', plan.radius.vanish),
    ...peopleRows('gain', plan.radius.gainAccess),
    ...peopleRows('lose', plan.radius.loseAccess),
    columnsOf(['radius', radiusSentence(plan)]),
    ...plan.tests.map(({ pass, text, detail }) =>
      columnsOf(['test', pass ? 'holds' : 'fails', text, detail]),
    ),
  ].join('');
}

/** Of each ticket the contacts whom the plan names, and how many there are in all. */
function ticketRows(kind: string, { tickets, firstTickets }: FilePlan['radius']['appear']): string[] {
  const rows = firstTickets.map((ticket) =>
    columnsOf([kind, ticket.number, ticket.subject, ticket.for, ticket.contacts]),
  );
  return [...rows, ...moreRow(kind, tickets - firstTickets.length)];
}

function peopleRows(kind: string, { total, first }: FilePlan['radius']['gainAccess']): string[] {
  return [
    ...first.map(({ email, name }) => columnsOf([kind, email, name])),
    ...moreRow(kind, total - first.length),
  ];
}

// A plan names the first of many: whoever counts rows has to learn of the others.
function moreRow(kind: string, count: number): string[] {
  return count > 0 ? [columnsOf(['more', kind, count])] : [];
}
