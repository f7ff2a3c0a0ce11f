/** `postern property create`: a new field of the desk's own. */
import type { Args } from '../flags.ts';
import { chosenFields, printOne } from '../output.ts';
import { propertyFields, propertyShape } from '../property-shape.ts';
import type { Session } from '../session.ts';
import { commaList } from '../values.ts';

/** Makes it; who reads it beside the team is nobody unless said. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, propertyFields);
  const options = commaList(args.options);
  const client = await session.client();
  const made = await client.properties.create.mutate({
    key: args.property as string,
    ...(args.label !== undefined && { label: args.label }),
    type: args.type as string,
    ...(options && { options }),
    ...(args.audience !== undefined && { audience: args.audience as 'internal' }),
  });
  await session.say(
    `Made the property "${made.key}". Set it on a ticket: postern ticket set N ${made.key}=VALUE`,
  );
  if (session.format !== 'table') await printOne(session, args, made, propertyShape);
}
