/** A reply that begins with a text of the team. */
import { expandSnippet, type PosternClient, type ReplyActions, type TicketView } from '@postern/core/client';
import type { Args } from './flags.ts';
import { CliProblem } from './problem.ts';

export interface SnippetReply {
  /** Filled in for this ticket. */
  text: string;
  /** What is done with the reply. */
  actions: ReplyActions | null;
}

/** Whether the text comes from the snippet as it is: nothing else was given, and nobody is to look at it first. */
export function isSnippetAlone(args: Args): boolean {
  return args.snippet !== undefined && args.yes && args.body === undefined && args['body-file'] === undefined;
}

/** Null where none was named. Throws a problem for one that there is not. */
export async function snippetReply(
  client: PosternClient,
  args: Args,
  ticket: TicketView,
): Promise<SnippetReply | null> {
  if (args.snippet === undefined) return null;
  const name = args.snippet.trim().toLowerCase();
  const [{ items }, me] = await Promise.all([client.snippets.list.query(), client.auth.me.query()]);
  const snippet = items.find((each) => each.name === name);
  if (!snippet)
    throw new CliProblem(
      'SNIPPET_NOT_FOUND',
      `There is no snippet "${args.snippet}".`,
      'See them all: postern snippet list',
    );
  const { requester, organization, number, subject } = ticket;
  const values = { requester, organization, agent: { name: me.name }, number, subject };
  return { text: expandSnippet(snippet.body, values), actions: snippet.actions };
}
