/** `postern org view`: one organization. */
import type { Args } from '../flags.ts';
import { organizationFields, organizationViewShape } from '../organization-table.ts';
import { chosenFields, printOne } from '../output.ts';
import type { Session } from '../session.ts';

/** Throws `ORGANIZATION_NOT_FOUND`. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, organizationFields);
  const client = await session.client();
  const organization = await client.organizations.view.query({ organization: args.name as string });
  await printOne(session, args, organization, organizationViewShape(session, args));
}
