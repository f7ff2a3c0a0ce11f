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
  /\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:local|internal|intranet|lan|corp|home\.arpa)\b|\b(?:10(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2})\b/gi;

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
  /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*/g,
  /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@]{1,100}:[^\s/@]{1,100}@/gi,
  /\b(?:password|passwort|passwd|pwd|contraseña|mot de passe|wachtwoord|secret|api[ _-]?key|token)[ \t]{0,3}[:=][ \t]{0,3}(?!https?:)\S{6,100}/giu,
];

/** Every passage, in the order of the reply; each once. What was said in public already gives nothing away. */
export function leaksIn(body: string, team: TeamsOwn): Leak[] {
  const said = team.messages.map((message) => folded(message).text);
  const isNews = ({ passage }: { passage: string }) => {
    const { text } = folded(passage);
    return !said.some((message) => message.includes(text));
  };
  const leaks = [
    ...notePassages(body, team).map((found) => ({ ...found, kind: 'note' as const })),
    ...mentionsIn(body, team.teammates).map(({ text, at }) => ({
      kind: 'teammate' as const,
      at,
      // A sentence that ends with a name ends with its own full stop.
      passage: text.replace(/[._-]+$/, ''),
    })),
    ...matchesOf(body, [internalHost], 'host').filter(isNews),
    ...matchesOf(body, secretForms, 'secret').filter(isNews),
    ...wordsIn(body, team.words ?? [], 'word').filter(isNews),
    ...wordsIn(body, team.customers ?? [], 'customer'),
  ];
  const seen = new Set<string>();
  return leaks
    .sort((a, b) => a.at - b.at)
    .filter(({ passage }) => !seen.has(passage) && seen.add(passage))
    .map(({ kind, passage }) => ({ kind, passage }));
}

function matchesOf<Kind extends Leak['kind']>(body: string, forms: readonly RegExp[], kind: Kind) {
  return forms.flatMap((form) =>
    [...body.matchAll(form)].map((match) => ({ kind, at: match.index, passage: match[0] })),
  );
}

/** Where they stand as whole words, whatever their case and spaces. */
function wordsIn<Kind extends Leak['kind']>(body: string, words: readonly string[], kind: Kind) {
  const text = folded(body);
  return words.flatMap((word) => {
    const wanted = folded(word).text;
    for (let at = text.text.indexOf(wanted); at >= 0; at = text.text.indexOf(wanted, at + 1)) {
      const end = at + wanted.length;
      if (isLetter(text.text.charAt(at - 1)) || isLetter(text.text.charAt(end))) continue;
      const from = text.places[at] as number;
      return [{ kind, at: from, passage: body.slice(from, (text.places[end - 1] as number) + 1) }];
    }
    return [];
  });
}

const isLetter = (sign: string) => /[\p{L}\p{M}\p{N}]/u.test(sign);

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
