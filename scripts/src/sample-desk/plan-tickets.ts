/** Plans the sample desk's tickets: who writes which thread, and when each thing happened. Stores nothing. */
import type { BuiltAgent, BuiltContact, Turn } from '@postern/core/testing';
import { internalScenarios } from './internal-scenarios.ts';
import { mariasTicket } from './marias-ticket.ts';
import { consolePicture, type SampleFile, usualFile } from './sample-files.ts';
import type { Scenario } from './scenario.ts';
import { scenarios } from './scenarios.ts';

const mariasNumber = 1042;
const ticketCount = 156;
const days = 60;
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

// Numbers and dates go together, and Maria wrote this morning: hers is among the newest, minutes before now.
const mariaWroteMinutesAgo = 95;
const newerMinutesAgo = [48, 21];
const olderCount = ticketCount - newerMinutesAgo.length - 1;
const firstNumber = mariasNumber - olderCount;

export interface LocalContact extends BuiltContact {
  locale: string;
}

export interface Cast {
  agents: [BuiltAgent, BuiltAgent];
  customers: LocalContact[];
  /** Files the team's own work. */
  operations: BuiltContact;
}

export interface Story {
  number: number;
  isInternal: boolean;
  from: BuiltContact;
  subject: string;
  says: string;
  at: Date;
  priority?: 'LOW' | 'HIGH' | 'URGENT';
  /** What the customer attached to the first message. */
  files?: SampleFile[];
  /** Of properties, by their keys. */
  values: Record<string, string>;
  turns: (Turn & { at: Date })[];
}

/** All tickets in the order of their numbers; the same for the same cast and time. Nothing lies after `now`. */
export function planTickets(cast: Cast, now: Date): Story[] {
  const random = seededRandom(mariasNumber);
  const nextPublic = inTurn(oldFirst(scenarios, random));
  const nextInternal = inTurn(oldFirst(internalScenarios, random));
  const written = new Map<string, number>();
  return filingTimes(now.getTime(), random).map((filedAt, index) => {
    const number = firstNumber + index;
    if (number === mariasNumber) return mariasStory(cast, now);
    const isInternal = index % 11 === 5;
    const scenario = isInternal ? nextInternal() : nextPublic();
    const from = writerOf(scenario, { cast, isInternal, written, random });
    written.set(from.email, (written.get(from.email) ?? 0) + 1);
    return {
      number,
      isInternal,
      from,
      subject: scenario.subject,
      says: scenario.says,
      at: new Date(filedAt),
      ...(number % 17 === 0 && { files: [usualFile(number)] }),
      ...(scenario.priority && { priority: scenario.priority }),
      // Some customers choose the product in the form; the team fills in the seats of those who have many.
      values: isInternal ? {} : valuesOf(index),
      turns: turnsOf(scenario, { cast, from, filedAt, now: now.getTime(), random }),
    };
  });
}

/** The same at every start, without taking from the chance that plans the rest. */
function valuesOf(index: number): Record<string, string> {
  if (index % 7 === 2) return { product: 'Starter' };
  if (index % 7 === 4) return { product: 'Team', seats: String(10 + (index % 4) * 5) };
  return index % 14 === 6 ? { product: 'Enterprise', seats: String(120 + index) } : {};
}

/** From sixty days ago until now, ascending, at uneven distances as in life. */
function filingTimes(now: number, random: () => number): number[] {
  const begin = now - days * dayMs;
  const gap = (days * dayMs - 5 * 60 * minuteMs) / olderCount;
  const older = Array.from({ length: olderCount }, (_, index) =>
    Math.floor(begin + gap * (index + (index === 0 ? 0 : random() * 0.8))),
  );
  return [...older, ...[mariaWroteMinutesAgo, ...newerMinutesAgo].map((ago) => now - ago * minuteMs)];
}

/** Shuffled, but what is still open mostly comes late: nobody lets a customer wait for sixty days. */
function oldFirst(pool: Scenario[], random: () => number): Scenario[] {
  return pool
    .map((scenario) => ({ scenario, place: random() + (scenario.ends === 'open' ? 0.5 : 0) }))
    .sort((a, b) => a.place - b.place)
    .map(({ scenario }) => scenario);
}

function inTurn(pool: Scenario[]): () => Scenario {
  let next = 0;
  return () => {
    const scenario = pool[next % pool.length];
    next += 1;
    if (!scenario) throw new Error('There is no scenario to choose from.');
    return scenario;
  };
}

/** Who is named, or somebody of that language who has written least so far. */
function writerOf(
  scenario: Scenario,
  so: { cast: Cast; isInternal: boolean; written: ReadonlyMap<string, number>; random: () => number },
): BuiltContact {
  if (scenario.from) return byAddress(so.cast, scenario.from);
  if (so.isInternal) return so.cast.operations;
  const countOf = (contact: BuiltContact) => so.written.get(contact.email) ?? 0;
  const speakers = so.cast.customers.filter((contact) => contact.locale === scenario.locale);
  const least = Math.min(...speakers.map(countOf));
  const fitting = speakers.filter((contact) => countOf(contact) === least);
  const writer = fitting[Math.floor(so.random() * fitting.length)];
  if (!writer) throw new Error(`Nobody writes in the language "${scenario.locale}".`);
  return writer;
}

function byAddress(cast: Cast, email: string): LocalContact {
  const contact = cast.customers.find((each) => each.email === email);
  if (!contact) throw new Error(`${email} is missing from the sample people.`);
  return contact;
}

/** The scenario's steps at believable times; what is younger than two days has not come far yet. */
function turnsOf(
  scenario: Scenario,
  stage: { cast: Cast; from: BuiltContact; filedAt: number; now: number; random: () => number },
): Story['turns'] {
  const { cast, from, filedAt, now, random } = stage;
  const [ada, bo] = cast.agents;
  const [agent, colleague] = random() < 0.6 ? [ada, bo] : [bo, ada];
  let at = filedAt;
  const later = () => {
    at += Math.floor((20 + random() * 600) * minuteMs);
    return new Date(at);
  };
  const isOld = now - filedAt > 2 * dayMs;
  const isTaken = isOld || random() < 0.5;
  const steps = isTaken ? scenario.steps.slice(0, isOld ? undefined : 1) : [];
  const turns: Story['turns'] = [];
  if (steps.length > 0) {
    turns.push({ from: random() < 0.5 ? agent : colleague, assignsTo: agent, at: later() });
  }
  for (const step of steps) {
    if (step.who === 'customer') turns.push({ from, says: step.text, at: later() });
    else if (step.who === 'agent') turns.push({ from: agent, says: step.text, at: later() });
    else turns.push({ from: colleague, notes: step.text, at: later() });
  }
  if (isOld && scenario.ends === 'closed') turns.push({ from: agent, closes: true, at: later() });
  return turns.filter((turn) => turn.at.getTime() < now - 3 * minuteMs);
}

function mariasStory(cast: Cast, now: Date): Story {
  const maria = byAddress(cast, mariasTicket.from);
  const [ada, bo] = cast.agents;
  const before = (minutes: number) => new Date(now.getTime() - minutes * minuteMs);
  return {
    number: mariasNumber,
    isInternal: false,
    from: maria,
    subject: mariasTicket.subject,
    says: mariasTicket.says,
    at: before(mariaWroteMinutesAgo),
    priority: 'HIGH',
    files: [consolePicture()],
    values: { product: 'Team' },
    turns: [
      { from: bo, assignsTo: ada, at: before(92) },
      { from: bo, notes: mariasTicket.note, at: before(90) },
      { from: ada, says: mariasTicket.reply, at: before(78) },
      { from: maria, says: mariasTicket.answer, at: before(57) },
    ],
  };
}

/** The same numbers at every start (mulberry32), so that the desk in the README is the desk on the screen. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
