/** `postern org edit`: another name, or another sight. */
import { given, oneOf } from '../choices.ts';
import type { Args } from '../flags.ts';
import { organizationFields, organizationViewShape, sights } from '../organization-table.ts';
import { chosenFields, printOne } from '../output.ts';
import { usageProblem } from '../problem.ts';
import type { Session } from '../session.ts';

/** Throws `ORGANIZATION_NOT_FOUND` or `NAME_TAKEN`. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, organizationFields);
  const change = given({ name: args.rename, sight: oneOf('sight', args.sight, sights) });
  if (Object.keys(change).length === 0)
    throw usageProblem(
      'This says nothing to change.',
      'Say --rename NEW, or --sight own, members or everyone.',
    );
  const client = await session.client();
  const organization = await client.organizations.edit.mutate({
    organization: args.name as string,
    ...change,
  });
  await session.say(`Changed the organization "${organization.name}".`);
  await printOne(session, args, organization, organizationViewShape(session, args));
}
