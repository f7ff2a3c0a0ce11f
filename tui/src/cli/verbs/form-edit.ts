/** `postern form edit`: a form's words, its inbox, and whether it asks for the ticket's own properties. */
import type { Args } from '../flags.ts';
import { changedFormFields, printChangedForm } from '../form-shape.ts';
import { chosenFields } from '../output.ts';
import { usageProblem } from '../problem.ts';
import type { Session } from '../session.ts';
import { onOrOff, orNull } from '../values.ts';

/** `none` takes a title, a help text or the inbox away. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, changedFormFields);
  const ticketProperties = onOrOff('ticket-properties', args['ticket-properties']);
  const change = {
    ...(args.rename !== undefined && { name: args.rename }),
    ...(args.inbox !== undefined && { inbox: orNull(args.inbox) }),
    ...(args.title !== undefined && { title: orNull(args.title) }),
    ...(args.hint !== undefined && { help: orNull(args.hint) }),
    ...(ticketProperties !== undefined && { ticketProperties }),
  };
  if (Object.keys(change).length === 0)
    throw usageProblem('There is nothing to change.', 'See: postern form edit --help');
  const client = await session.client();
  const form = await client.forms.edit.mutate({ form: args.form as string, ...change });
  await printChangedForm(session, args, { form, sentence: `Changed the form "${form.name}".` });
}
