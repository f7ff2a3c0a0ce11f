/** `postern form field add`: one more thing that a form asks. */
import { fieldWish } from '../field-args.ts';
import type { Args } from '../flags.ts';
import { changedFormFields, printChangedForm } from '../form-shape.ts';
import { wholeNumber } from '../numbers.ts';
import { chosenFields } from '../output.ts';
import type { Session } from '../session.ts';

/** At its end unless a position is given. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, changedFormFields);
  const position = wholeNumber('position', args.position, 1);
  const wish = { ...fieldWish(args), ...(position !== undefined && { position }) };
  const field = args.field as string;
  const client = await session.client();
  const form = await client.forms.addField.mutate({ form: args.form as string, field, ...wish });
  await printChangedForm(session, args, { form, sentence: `"${form.name}" asks for ${field} now.` });
}
