/** `postern audit verify`: whether the audit trail is as it was written. */
import type { AuditPart } from '@postern/core/client';
import { factsText } from '../facts-text.ts';
import type { Args } from '../flags.ts';
import { chosenFields, printOne } from '../output.ts';
import { usageProblem } from '../problem.ts';
import type { Session } from '../session.ts';

const fields = ['isWhole', 'events', 'anchor', 'against', 'broken', 'redacted'];

type Broken = Extract<AuditPart, { isWhole: false }>['broken'];
interface Result {
  isWhole: boolean;
  events: number;
  /** `HASH@SEQ` of the last event, to be noted down where nobody of the desk can reach it. */
  anchor: string | null;
  against: { anchor: string; found: 'kept' | 'changed' | 'missing' } | null;
  broken: Broken | null;
  /** Events out of which an erased person was taken, each with the event that says so. */
  redacted: { seq: number; by: number }[];
}

/** Reads the whole trail, part by part. Answers 1 when something is wrong with it. */
export async function act(session: Session, args: Args): Promise<number> {
  chosenFields(args, fields);
  const against = args.against === undefined ? null : anchorIn(args.against);
  const result = await verify(session, against);
  const shape = {
    fields,
    columns: ['isWhole', 'events', 'anchor'],
    table: () =>
      factsText(session, args, {
        title: result.isWhole ? 'The audit trail is whole.' : 'The audit trail is broken.',
        facts: [
          ['Events', result.events.toLocaleString('en')],
          ['Anchor', result.anchor],
          ['Redacted', redactedWords(result.redacted)],
        ],
      }),
  };
  await printOne(session, args, result, shape);
  for (const line of faultsOf(result)) await session.say(line);
  return faultsOf(result).length > 0 ? 1 : 0;
}

async function verify(session: Session, against: { seq: number; hash: string } | null): Promise<Result> {
  const { audit } = await session.client();
  let events = 0;
  let after: { seq: number; hash: string } | null = null;
  const redacted: Result['redacted'] = [];
  for (;;) {
    const part: AuditPart = await audit.verify.query({
      ...(after && { after }),
      ...(against && { against }),
    });
    const found = against && part.anchor && { anchor: shown(against), found: part.anchor };
    if (!part.isWhole)
      return { isWhole: false, events, anchor: null, against: found, broken: part.broken, redacted };
    events += part.events;
    redacted.push(...part.redacted);
    after = part.last;
    if (part.isEnd)
      return { isWhole: true, events, anchor: after && shown(after), against: found, broken: null, redacted };
    if (session.format === 'table') await session.say(`${events.toLocaleString('en')} events so far …`);
  }
}

const mostNamed = 20;

/** `3 events, as a person was erased: 12, 15 and 18 (said by event 40)` */
function redactedWords(redacted: Result['redacted']): string | null {
  if (redacted.length === 0) return null;
  const seqs = redacted.slice(0, mostNamed).map(({ seq }) => seq);
  const more =
    redacted.length > mostNamed ? `, and ${redacted.length - mostNamed} more (all with --json)` : '';
  const by = [...new Set(redacted.map((each) => each.by))];
  const said = by.length > mostNamed ? `${by.length} events` : `event ${by.join(', ')}`;
  const count = redacted.length === 1 ? '1 event' : `${redacted.length.toLocaleString('en')} events`;
  return `${count}, where somebody was erased: ${seqs.join(', ')}${more}; said by ${said}`;
}

function anchorIn(text: string): { seq: number; hash: string } {
  const [, hash, seq] = /^([0-9a-f]{64})@(\d{1,10})$/.exec(text.trim()) ?? [];
  if (hash && Number(seq) > 0 && Number(seq) <= 2_147_483_647) return { hash, seq: Number(seq) };
  throw usageProblem(`"${text}" is no anchor.`, 'Write it as an earlier postern audit verify printed it.');
}

function shown({ seq, hash }: { seq: number; hash: string }): string {
  return `${hash}@${seq}`;
}

function faultsOf({ broken, against }: Result): string[] {
  return [...(broken ? [brokenSentence(broken)] : []), ...againstSentence(against)];
}

function brokenSentence({ seq, at, action, reason, found, expected }: Broken): string {
  const which = `Event ${seq} (${action}, ${at})`;
  const hashes = `It holds ${found}, and ${expected} belongs there.`;
  return reason === 'changed'
    ? `${which} is not what was written: its fields do not give its hash. ${hashes}`
    : `${which} does not follow the event before it: one was taken out, put in or moved. ${hashes}`;
}

function againstSentence(against: Result['against']): string[] {
  if (!against || against.found === 'kept') return [];
  return against.found === 'changed'
    ? [`The trail was written anew: ${against.anchor} is another event now.`]
    : [`The trail was cut: there is no event for ${against.anchor} any more.`];
}
