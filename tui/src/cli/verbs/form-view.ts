/** `postern form view`: one form with its fields. */
import type { Args } from '../flags.ts';
import { formFields, formShape } from '../form-shape.ts';
import { chosenFields, printOne } from '../output.ts';
import type { Session } from '../session.ts';

/** In the order in which it asks. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, formFields);
  const form = await (await session.client()).forms.view.query({ form: args.form as string });
  await printOne(session, args, form, formShape(session, args));
}
