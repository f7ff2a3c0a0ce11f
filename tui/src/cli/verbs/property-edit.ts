/** `postern property edit`: changes a property's words, readers and options. */
import type { Args } from '../flags.ts';
import { chosenFields, printOne } from '../output.ts';
import { usageProblem } from '../problem.ts';
import { propertyFields, propertyShape } from '../property-shape.ts';
import type { Session } from '../session.ts';
import { commaList, pairOf } from '../values.ts';

/** A renamed option takes its values along. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, propertyFields);
  const renamed = args['rename-option'];
  const change = {
    ...(args.label !== undefined && { label: args.label }),
    ...(args.type !== undefined && { type: args.type }),
    ...(args.audience !== undefined && { audience: args.audience as 'internal' }),
    ...(args['add-option'] !== undefined && { addOptions: commaList(args['add-option']) ?? [] }),
    ...(args['remove-option'] !== undefined && { removeOptions: commaList(args['remove-option']) ?? [] }),
    ...(renamed !== undefined && { renameOptions: [renamingOf(renamed)] }),
  };
  if (Object.keys(change).length === 0)
    throw usageProblem('There is nothing to change.', `See: postern property edit --help`);
  const client = await session.client();
  const edited = await client.properties.edit.mutate({ property: args.property as string, ...change });
  await session.say(`Changed the property "${edited.key}".`);
  if (session.format !== 'table') await printOne(session, args, edited, propertyShape);
}

function renamingOf(text: string) {
  const [from, to] = pairOf(text, '--rename-option Pro=Professional');
  return { from, to };
}
