/** `postern portal kb snippet`: HTML to paste into a knowledge base elsewhere. */
import type { Args } from '../flags.ts';
import { chosenFields, printOne } from '../output.ts';
import type { Session } from '../session.ts';

const fields = ['html', 'isShown'];

/** The HTML stands alone on stdout. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, fields);
  const snippet = await (await session.client()).kb.snippet.query();
  await session.say(
    snippet.isShown
      ? 'Paste this where its pages begin. The script keeps the text right; remove the style to place the link yourself.'
      : 'Paste this where its pages begin. The script hides the link until: postern portal kb show-portal on, and postern portal on',
  );
  if (args.fields || session.format === 'json' || session.format === 'jsonl')
    return printOne(session, args, snippet, { fields, columns: fields }).then(() => undefined);
  session.io.stdout.write(snippet.html);
}
