/** `postern org list`: the organizations that contacts belong to. */
import { allPages } from '../all-pages.ts';
import type { Args } from '../flags.ts';
import { organizationFields, organizationShape } from '../organization-table.ts';
import { chosenFields, printList } from '../output.ts';
import type { Session } from '../session.ts';

/** By name. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, organizationFields);
  const client = await session.client();
  const page = await allPages(args, (each) => client.organizations.list.query(each));
  if (page.items.length === 0)
    await session.say('There is no organization yet. To make one: postern org create NAME');
  await printList(session, args, { ...page, shape: organizationShape(session, args) });
}
