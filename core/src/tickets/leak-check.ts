/** What in a reply looks as if it were meant for the team: shown to whoever sends it, before it goes out. */

import { mentionsIn, type Teammate } from './mentions.ts';

export interface Leak {
  kind: 'note' | 'teammate' | 'host' | 'secret' | 'word' | 'customer';
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
  /** Words that the team guards, in lower case with single spaces. */
  words?: readonly string[];
  /** Names and addresses of other customers that were found in the reply. */
  customers?: readonly string[];
}

/**
 * So many characters in a row that stand in a note too are no accident, and a common phrase is shorter. Source: the
 * team's own rule, SPEC section 4 (N7).
 */
export const noteRun = 30;

/** Names of machines that only a team's own network knows (RFC 6762, RFC 8375, and what people commonly use). */
const internalHost =
  /(?<![a-z0-9.-])(?:[a-z0-9-]{1,63}\.){1,10}(?:local|internal|intranet|lan|corp|home\.arpa)\b|(?<![\d.])(?:10(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2})\b/gi;

/**
 * What keys, tokens and passwords look like: the forms that AWS, GitHub, GitLab, Google, npm, Slack and Stripe document
 * for theirs, private keys (RFC 7468), JSON Web Tokens (RFC 7519), a password in an address (RFC 3986), one that is
 * written down behind its name; and this desk's own tokens and invitations.
 */
const secretForms = [
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{22,}|glpat-[\w-]{20,}|npm_[A-Za-z0-9]{36})/g,
  /\bAIza[\w-]{35}/g,
  /\bp(?:ag|ai|co)_[\w-]{20,}/g,
  /\b(?:xox[abceoprs]|xapp)-[\w-]{10,}/g,
  /\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,}/g,
  /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----/g,
  /(?<![\w-])eyJ[\w-]{8,4000}\.eyJ[\w-]{8,4000}\.[\w-]{0,4000}/g,
  /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@]{1,100}:[^\s/@]{1,100}@/gi,
  /\b(?:password|passwort|passwd|pwd|contraseña|mot de passe|wachtwoord|secret|api[ _-]?key|token)[*_ \t]{0,5}[:=][*_ \t]{0,5}\n?[ \t]{0,8}(?!https?:)\S{6,100}/giu,
  // Without a sign only what holds a digit: "the password is wrong" gives nothing away.
  /\b(?:password|passwort|contraseña|mot de passe|wachtwoord)[*_ \t]{1,5}(?:is|ist|es|est)[*_ \t]{1,5}\n?[ \t]{0,8}(?=\S{0,99}\d)\S{6,100}/giu,
];

/** So many are shown at most; whoever sees them looks at the whole reply. */
const mostLeaks = 50;

/** Every passage, in the order of the reply; each once. What was said in public already gives nothing away. */
export function leaksIn(body: string, team: TeamsOwn): Leak[] {
  const reply = folded(body);
  const leaks = [
    ...notePassages(body, reply, team).map((found) => ({ ...found, kind: 'note' as const })),
    ...mentionsIn(body, team.teammates).map(({ text, at }) => ({
      kind: 'teammate' as const,
      at,
      // A sentence that ends with a name ends with its own full stop.
      passage: text.replace(/[._-]+$/, ''),
    })),
    ...matchesOf(body, [internalHost], 'host'),
    ...matchesOf(body, secretForms, 'secret'),
    ...wordsIn(body, reply, team.words ?? [], 'word'),
    ...wordsIn(body, reply, team.customers ?? [], 'customer'),
  ];
  const seen = new Set<string>();
  const fresh = leaks
    .sort((a, b) => a.at - b.at)
    .filter(({ passage }) => !seen.has(passage) && seen.add(passage))
    .slice(0, mostLeaks);
  if (fresh.length === 0) return [];
  const said = team.messages.map((message) => folded(message).text);
  return fresh
    .filter(({ kind, passage }) => kind === 'note' || kind === 'teammate' || !isSaid(said, passage))
    .map(({ kind, passage }) => ({ kind, passage }));
}

/** Whether these words stand in one of the folded texts, as whole words. */
function isSaid(said: readonly string[], words: string): boolean {
  const wanted = folded(words).text;
  return said.some((text) => placeOf(text, wanted) >= 0);
}

function matchesOf<Kind extends Leak['kind']>(body: string, forms: readonly RegExp[], kind: Kind) {
  return forms.flatMap((form) =>
    [...body.matchAll(form)].map((match) => ({ kind, at: match.index, passage: match[0] })),
  );
}

/** Where they stand as whole words, whatever their case and spaces. */
function wordsIn<Kind extends Leak['kind']>(
  body: string,
  reply: Folded,
  words: readonly string[],
  kind: Kind,
) {
  return words.flatMap((word) => {
    const wanted = folded(word).text;
    const at = placeOf(reply.text, wanted);
    if (at < 0) return [];
    const from = reply.places[at] as number;
    const to = (reply.places[at + wanted.length - 1] as number) + 1;
    return [{ kind, at: from, passage: body.slice(from, to) }];
  });
}

/** Where a text holds these words and no longer ones; -1 where it does not. */
function placeOf(text: string, wanted: string): number {
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1))
    if (!isLetter(text.charAt(at - 1)) && !isLetter(text.charAt(at + wanted.length))) return at;
  return -1;
}

const isLetter = (sign: string) => /[\p{L}\p{M}\p{N}]/u.test(sign);

interface Folded {
  text: string;
  places: number[];
}

/** Letters compared, with the place of each in the text: case, spaces and line breaks do not matter. */
function folded(text: string): Folded {
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

function notePassages(
  body: string,
  reply: Folded,
  { notes, messages }: TeamsOwn,
): { passage: string; at: number }[] {
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
