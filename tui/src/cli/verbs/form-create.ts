/** `postern form create`: a new support form. */
import type { Args } from '../flags.ts';
import { changedFormFields, printChangedForm } from '../form-shape.ts';
import { chosenFields } from '../output.ts';
import type { Session } from '../session.ts';
import { orNull } from '../values.ts';

/** From the support template unless said; where there are several inboxes, one must be chosen. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, changedFormFields);
  const client = await session.client();
  const form = await client.forms.create.mutate({
    name: args.name as string,
    ...(args.template !== undefined && { template: args.template as 'support' }),
    ...(args.inbox !== undefined && { inbox: orNull(args.inbox) }),
    ...(args.title !== undefined && { title: orNull(args.title) }),
    ...(args.hint !== undefined && { help: orNull(args.hint) }),
  });
  await printChangedForm(session, args, { form, sentence: `Made the form "${form.name}".` });
}
