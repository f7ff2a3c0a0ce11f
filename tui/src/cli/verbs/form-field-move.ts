/** `postern form field move`: another place for a field. */
import type { Args } from '../flags.ts';
import { changedFormFields, printChangedForm } from '../form-shape.ts';
import { wholeNumber } from '../numbers.ts';
import { chosenFields } from '../output.ts';
import type { Session } from '../session.ts';

/** Counted from 1. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, changedFormFields);
  const position = wholeNumber('position', args.position, 1) as number;
  const field = args.field as string;
  const client = await session.client();
  const form = await client.forms.moveField.mutate({ form: args.form as string, field, position });
  const order = form.fields.map((each) => each.field).join(', ');
  await printChangedForm(session, args, { form, sentence: `"${form.name}" asks for ${order}.` });
}
