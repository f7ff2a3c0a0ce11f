/** `postern form field edit`: a field's words, whether it is required, and on what it depends. */
import { fieldWish } from '../field-args.ts';
import type { Args } from '../flags.ts';
import { changedFormFields, printChangedForm } from '../form-shape.ts';
import { chosenFields } from '../output.ts';
import { usageProblem } from '../problem.ts';
import type { Session } from '../session.ts';

/** `none` takes a label, a help text or a condition away. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, changedFormFields);
  const wish = fieldWish(args);
  if (Object.keys(wish).length === 0)
    throw usageProblem('There is nothing to change.', 'See: postern form field edit --help');
  const field = args.field as string;
  const client = await session.client();
  const form = await client.forms.editField.mutate({ form: args.form as string, field, ...wish });
  await printChangedForm(session, args, { form, sentence: `Changed ${field} in "${form.name}".` });
}
