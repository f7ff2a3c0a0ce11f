/** `postern org create`: a new organization. */
import { given, oneOf } from '../choices.ts';
import type { Args } from '../flags.ts';
import { organizationFields, organizationViewShape, sights } from '../organization-table.ts';
import { chosenFields, printOne } from '../output.ts';
import type { Session } from '../session.ts';

/** Its people see their own tickets alone unless `--sight` says more. Throws `NAME_TAKEN`. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, organizationFields);
  const sight = oneOf('sight', args.sight, sights);
  const client = await session.client();
  const organization = await client.organizations.create.mutate({
    name: args.name as string,
    ...given({ sight }),
  });
  await session.say(`Made the organization "${organization.name}".`);
  await printOne(session, args, organization, organizationViewShape(session, args));
}
