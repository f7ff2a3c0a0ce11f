/** `postern form field remove`: asks for something no more; what was answered stays on the tickets. */
import type { Args } from '../flags.ts';
import { changedFormFields, printChangedForm } from '../form-shape.ts';
import { chosenFields } from '../output.ts';
import type { Session } from '../session.ts';

/** Refused while another field depends on it. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, changedFormFields);
  const field = args.field as string;
  const client = await session.client();
  const form = await client.forms.removeField.mutate({ form: args.form as string, field });
  await printChangedForm(session, args, {
    form,
    sentence: `"${form.name}" does not ask for ${field} any more.`,
  });
}
