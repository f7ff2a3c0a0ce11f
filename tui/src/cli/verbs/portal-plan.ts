/** `postern portal plan`: what a file would change, and for whom. */
import type { FilePlan } from '@postern/core/client';
import type { Args } from '../flags.ts';
import { chosenFields, columnsOf, printOne, type Shape } from '../output.ts';
import { planText, radiusSentence, readNamedFile } from '../portal-file.ts';
import type { Session } from '../session.ts';

const fields = ['id', 'isPortalOff', 'differences', 'radius', 'tests'];

/** Changes nothing. Answers 1 when a test of the file would fail, so that a pipeline stops. */
export async function act(session: Session, args: Args): Promise<number> {
  chosenFields(args, fields);
  const text = await readNamedFile(session, args);
  const plan = await (await session.client()).portalFile.plan.query({ text });
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
    ...plan.radius.appear.firstTickets.map((ticket) => columnsOf(['appear', ticket.number, ticket.subject])),
    ...plan.radius.vanish.firstTickets.map((ticket) => columnsOf(['vanish', ticket.number, ticket.subject])),
    columnsOf(['radius', radiusSentence(plan)]),
    ...plan.tests.map(({ pass, text, detail }) =>
      columnsOf(['test', pass ? 'holds' : 'fails', text, detail]),
    ),
  ].join('');
}
