/** What in a reply looks as if it were meant for the team: shown to whoever sends it, before it goes out. */

import { mentionsIn, type Teammate } from './mentions.ts';

export interface Leak {
  kind: 'note' | 'teammate' | 'host';
  /** The passage of the reply, as it is written there. */
  passage: string;
}

/** What a reply is compared with. Loads nothing: the caller has the thread already. */
export interface TeamsOwn {
  /** The ticket's internal notes. */
  notes: readonly string[];
  /** What was said in public already: quoting that gives nothing away. */
  messages: readonly string[];
  teammates: readonly Teammate[];
}

/**
 * So many characters in a row that stand in a note too are no accident, and a common phrase is shorter. Source: the
 * team's own rule, SPEC section 4 (N7).
 */
export const noteRun = 30;

/** Names of machines that only a team's own network knows (RFC 6762, RFC 8375, and what people commonly use). */
const internalHost =
  /\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:local|internal|intranet|lan|corp|home\.arpa)\b|\b(?:10(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2})\b/gi;

/** Every passage, in the order of the reply; each once. Lines that quote (`>`) somebody are the customer's own. */
export function leaksIn(body: string, team: TeamsOwn): Leak[] {
  const leaks = [
    ...notePassages(body, team).map((found) => ({ ...found, kind: 'note' as const })),
    ...mentionsIn(body, team.teammates).map(({ text, at }) => ({
      kind: 'teammate' as const,
      at,
      passage: text,
    })),
    ...[...body.matchAll(internalHost)]
      .filter(
        ([host]) => !team.messages.some((message) => message.toLowerCase().includes(host.toLowerCase())),
      )
      .map((match) => ({ kind: 'host' as const, at: match.index, passage: match[0] })),
  ];
  const seen = new Set<string>();
  return leaks
    .sort((a, b) => a.at - b.at)
    .filter(({ passage }) => !seen.has(passage) && seen.add(passage))
    .map(({ kind, passage }) => ({ kind, passage }));
}

/** Letters compared, with the place of each in the text: case, spaces and line breaks do not matter. */
function folded(text: string): { text: string; places: number[] } {
  let letters = '';
  const places: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charAt(at).toLowerCase();
    const isSpace = /\s/.test(letter);
    if (isSpace && (letters === '' || letters.endsWith(' '))) continue;
    // A few letters grow when they become lower case; they count once.
    letters += isSpace ? ' ' : letter.charAt(0);
    places.push(at);
  }
  return { text: letters, places };
}

function notePassages(body: string, { notes, messages }: TeamsOwn): { passage: string; at: number }[] {
  const reply = folded(body);
  if (reply.text.length < noteRun || notes.length === 0) return [];
  const runs = runsOf(notes);
  for (const run of runsOf(messages)) runs.delete(run);
  const found: { passage: string; at: number }[] = [];
  for (let at = 0; at + noteRun <= reply.text.length; at += 1) {
    if (!runs.has(reply.text.slice(at, at + noteRun))) continue;
    let end = at;
    while (end + noteRun < reply.text.length && runs.has(reply.text.slice(end + 1, end + 1 + noteRun)))
      end += 1;
    const from = reply.places[at] as number;
    const to = (reply.places[end + noteRun - 1] as number) + 1;
    found.push({ passage: body.slice(from, to).trim(), at: from });
    at = end + noteRun - 1;
  }
  return found;
}

function runsOf(texts: readonly string[]): Set<string> {
  const runs = new Set<string>();
  for (const each of texts) {
    const { text } = folded(each);
    for (let at = 0; at + noteRun <= text.length; at += 1) runs.add(text.slice(at, at + noteRun));
  }
  return runs;
}
