/** `postern snippet edit`: another text, another name, or both. */
import { requireBodySource, withBody } from '../body.ts';
import type { Args } from '../flags.ts';
import { chosenFields, printOne } from '../output.ts';
import type { Session } from '../session.ts';
import { actionsIn } from '../snippet-actions.ts';
import { snippetFields, snippetShape } from '../snippet-table.ts';

/** With `--rename` or `--action` alone the text stays. Throws `SNIPPET_NOT_FOUND`, `NAME_TAKEN`, `BAD_INPUT`. */
export async function act(session: Session, args: Args): Promise<number | undefined> {
  chosenFields(args, snippetFields);
  const snippet = args.name as string;
  const actions = actionsIn(args.action);
  const isRenamedAlone =
    (args.rename !== undefined || actions !== undefined) &&
    args.body === undefined &&
    args['body-file'] === undefined;
  const edit = async (body?: string) => {
    const edited = await (await session.client()).snippets.edit.mutate({
      snippet,
      ...(args.rename !== undefined && { name: args.rename }),
      ...(body !== undefined && { body }),
      ...(actions !== undefined && { actions }),
    });
    await session.say(`Kept ${edited.name}.`);
    if (session.format !== 'table') await printOne(session, args, { ...edited }, snippetShape(session, args));
    return 0;
  };
  if (isRenamedAlone) return edit();
  requireBodySource(session, args);
  // Nothing to change: this answers what there is.
  const before = await (await session.client()).snippets.edit.mutate({ snippet });
  const writing = { fileName: 'postern-SNIPPET.md', header: [`SNIPPET ${before.name}`], text: before.body };
  return withBody(session, args, writing, edit);
}
