/** `postern snippet create`: a text that the team writes often. */
import { snippetVariables } from '@postern/core/client';
import { requireBodySource, withBody } from '../body.ts';
import type { Args } from '../flags.ts';
import { chosenFields, printOne } from '../output.ts';
import type { Session } from '../session.ts';
import { actionsIn } from '../snippet-actions.ts';
import { snippetFields, snippetShape } from '../snippet-table.ts';

/** Throws `NAME_TAKEN`, or `BAD_INPUT` for a variable that does not exist. */
export async function act(session: Session, args: Args): Promise<number | undefined> {
  chosenFields(args, snippetFields);
  requireBodySource(session, args);
  const name = args.name as string;
  const actions = actionsIn(args.action) ?? null;
  const writing = {
    fileName: 'postern-SNIPPET.md',
    header: [
      `SNIPPET ${name}: it is filled in where it is used.`,
      ...Object.entries(snippetVariables).map(([variable, about]) => `{{${variable}}}: ${about}`),
    ],
  };
  return withBody(session, args, writing, async (body) => {
    const snippet = await (await session.client()).snippets.create.mutate({ name, body, actions });
    await session.say(`Kept ${snippet.name}. In the inbox: Ctrl+K while writing.`);
    if (session.format !== 'table')
      await printOne(session, args, { ...snippet }, snippetShape(session, args));
    return 0;
  });
}
