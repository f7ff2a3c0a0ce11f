/** A text of Slack's made fit for customers: nothing in it names a person, a channel or a file by what Slack calls it. */
import { publicNameOf } from '../auth/agents.ts';
import type { Queries } from '../context.ts';

/** `<@U1>`, `<@U1|ada>`, `<#C1|support>`, `<!subteam^S1|@team>`, `<!here>`, as Slack writes them. */
const markup = /<(@|#|!subteam\^|!)([^<>|\n]{1,64})(?:\|[^<>\n]{0,200})?>/g;
/** Only people of the workspace can open these. */
const privateFile = /https?:\/\/(?:files\.slack\.com\/|(?:[a-z0-9-]+\.)+slack\.com\/files\/)\S*/gi;
const workspaceLink = /https?:\/\/(?:[a-z0-9-]+\.)*slack\.com\/\S*/gi;

/** How agents of this workspace are called towards customers, by their ids in Slack; strangers are left out. */
export async function publicNames(
  queries: Queries,
  { teamId, userIds }: { teamId: string; userIds: readonly string[] },
): Promise<Map<string, string>> {
  const rows = await queries.slackPerson.findMany({
    where: { teamId, userId: { in: [...userIds] } },
    select: { userId: true, agent: { select: { name: true, publicName: true } } },
  });
  return new Map(rows.map(({ userId, agent }) => [userId, publicNameOf(agent)]));
}

/** What the customer will read. */
export async function customerText(queries: Queries, teamId: string, text: string): Promise<string> {
  const userIds = [...text.matchAll(markup)].flatMap(([, kind, id]) => (kind === '@' && id ? [id] : []));
  const names =
    userIds.length > 0 ? await publicNames(queries, { teamId, userIds }) : new Map<string, string>();
  return text
    .replace(markup, (_whole, kind: string, id: string) => {
      if (kind === '@') return names.get(id) ?? 'a colleague';
      if (kind === '#') return 'a channel';
      return kind === '!' ? 'everybody' : 'a group of ours';
    })
    .replace(privateFile, '[a file in Slack]');
}

/** Addresses in it that lead into Slack itself, where no customer gets in. */
export function slackLinks(text: string): string[] {
  return [...new Set([...text.matchAll(workspaceLink)].map(([link]) => link))];
}
