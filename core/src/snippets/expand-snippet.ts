/** Snippets hold variables such as `{{requester.first-name}}`; here they get their values. Loads nothing. */
import { nearest } from '../query/nearest.ts';

/** Every variable, with what it stands for. */
export const snippetVariables = {
  'requester.name': 'the name of whoever asked',
  'requester.first-name': 'the first word of that name',
  'requester.email': 'the address of whoever asked',
  organization: "the requester's organization",
  'agent.name': 'your name',
  'agent.first-name': 'the first word of your name',
  'ticket.number': 'such as 1042',
  'ticket.subject': "the ticket's subject",
} as const;

export type SnippetVariable = keyof typeof snippetVariables;

/** What a snippet is filled in from. */
export interface SnippetValues {
  requester: { name: string; email: string } | null;
  organization: string | null;
  agent: { name: string };
  number: number;
  subject: string;
}

const variable = /\{\{\s*([^{}\s]+)\s*\}\}/g;

/** What a text asks for and nobody can give, each with the nearest name that there is. */
export function unknownVariables(body: string): { name: string; meant: string | null }[] {
  const known = Object.keys(snippetVariables);
  const names = [...body.matchAll(variable)].map(([, name = '']) => name);
  return [...new Set(names)]
    .filter((name) => !known.includes(name))
    .map((name) => ({ name, meant: nearest(name, known) }));
}

/** The text with its variables filled in; where a ticket has no value, nothing stands there. */
export function expandSnippet(body: string, values: SnippetValues): string {
  const { requester, agent } = values;
  const all: Record<SnippetVariable, string> = {
    'requester.name': requester?.name ?? '',
    'requester.first-name': firstWord(requester?.name ?? ''),
    'requester.email': requester?.email ?? '',
    organization: values.organization ?? '',
    'agent.name': agent.name,
    'agent.first-name': firstWord(agent.name),
    'ticket.number': String(values.number),
    'ticket.subject': values.subject,
  };
  // One pass: a value that looks like a variable stays as it is.
  return body.replace(variable, (whole, name: string) =>
    Object.hasOwn(all, name) ? all[name as SnippetVariable] : whole,
  );
}

function firstWord(name: string): string {
  return name.trim().split(/\s+/)[0] ?? '';
}
