/** Who else is writing: told by the stream, forgotten after a while; and that this person writes, told every 10 s. */
import { type Change, displayText } from '@postern/core/client';
import type { Hub } from './hub.ts';

/** A colleague with a composer open. */
export interface Writer {
  name: string;
  kind: 'reply' | 'note';
  /** After this moment they are taken to have left, in ms. */
  until: number;
}

export interface PresenceActions {
  /** What the stream says of a ticket. */
  hear(change: Change): void;
  /** The composer may have been opened or closed. */
  follow(): void;
  stop(): void;
}

const sayMs = 10_000;
/** As long as the desk itself believes it. */
const lastsMs = 25_000;

/** `Bo Lindqvist is replying`, naming all of them; empty where nobody else writes. */
export function writersWords(writers: readonly Writer[], now: number): string {
  const living = writers.filter(({ until }) => until > now);
  const of = (kind: Writer['kind']) => living.filter((each) => each.kind === kind).map(({ name }) => name);
  const words = (names: readonly string[], verb: string) =>
    names.length === 0 ? [] : [`${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} ${verb}`];
  return [...words(of('reply'), 'replying'), ...words(of('note'), 'writing a note')].join('; ');
}

export function createPresence(hub: Hub): PresenceActions {
  let said: { ticketId: string; kind: Writer['kind'] } | null = null;
  let saying: NodeJS.Timeout | undefined;
  let forgetting: NodeJS.Timeout | undefined;

  const say = (ticketId: string, kind: Writer['kind'] | null) => {
    // That nobody hears of it is no reason to disturb whoever writes.
    void hub
      .ask((options) => hub.client.tickets.writing.mutate({ ticket: ticketId, kind }, options))
      .then((answer) => {
        if (answer.ok) put(ticketId, answer.value.others);
      });
  };

  const put = (ticketId: string, others: readonly { name: string; kind: Writer['kind'] }[]) => {
    const writers = new Map(hub.get().writers);
    const until = hub.now() + lastsMs;
    if (others.length === 0) writers.delete(ticketId);
    else
      writers.set(
        ticketId,
        others.map(({ name, kind }) => ({ name: displayText(name), kind, until })),
      );
    hub.set({ writers });
    clearTimeout(forgetting);
    if (writers.size === 0) return;
    forgetting = setTimeout(forget, lastsMs);
    forgetting.unref();
  };

  const forget = () => {
    const now = hub.now();
    const left = [...hub.get().writers].filter(([, writers]) => writers.some(({ until }) => until > now));
    hub.set({ now, writers: new Map(left) });
  };

  return {
    hear({ ticket, writers = [] }) {
      if (ticket) put(ticket.id, writers);
    },
    follow() {
      const { composer, isReadOnly } = hub.get();
      const now = composer && !isReadOnly ? { ticketId: composer.ticketId, kind: composer.kind } : null;
      if (now?.ticketId === said?.ticketId && now?.kind === said?.kind) return;
      clearInterval(saying);
      if (said && said.ticketId !== now?.ticketId) say(said.ticketId, null);
      said = now;
      if (!now) return;
      say(now.ticketId, now.kind);
      saying = setInterval(() => say(now.ticketId, now.kind), sayMs);
      saying.unref();
    },
    stop() {
      clearInterval(saying);
      clearTimeout(forgetting);
    },
  };
}
