/** Drains the outbox: what was written down is sent, tried again, and never sent twice without looking. */
import { randomUUID } from 'node:crypto';
import { agentSessions } from '../auth/agent-sessions.ts';
import { contactSessions } from '../auth/contact-sessions.ts';
import { deleteExpiredLinks } from '../auth/one-time-tokens.ts';
import { inviteAllNewcomers } from '../contacts/invite-newcomers.ts';
import type { Core } from '../context.ts';
import { forgetTraces } from '../erasure/forget-traces.ts';
import type { Surface } from '../host.ts';
import type { OutboxKind } from '../outbox/enqueue.ts';
import { forgetOldUploads, sweepFiles } from '../portal/forget-uploads.ts';
import { forgetOldEvents } from '../slack/event-inbox.ts';
import { queueDigests } from '../slack/queue-digests.ts';
import { forgetOldImports } from '../slack/slack-imports.ts';
import { tellBacklogs } from '../slack-rooms/backlog.ts';
import { tellFailing } from '../slack-rooms/failing-posts.ts';
import { forgetUnusedRooms } from '../slack-rooms/forget-room.ts';
import { purgeBin } from '../tickets/purge-bin.ts';
import { forgetFinishedReplies, releaseDue } from '../tickets/release-held.ts';
import { wakeDueTickets } from '../tickets/snooze-ticket.ts';
import type { Delivery, DeliveryOutcome } from './delivery.ts';
import { type Claimed, leaseMs, recoverOrphans, type Told, takeTurn } from './outbox-states.ts';

/** Of each kind, so that a hanging mail server holds up no Slack card. */
const atOnce = 8;
/** What comes within this time shares one transaction. */
const gatherMs = 10;
const lookAgainMs = 1_000;
/** How late a ticket may wake. */
const wakeMs = 5_000;
/** How late a channel may hear that much waits for it. */
const backlogMs = 3_000;
const houseworkMs = 60_000;
/** The store of files is walked through as a whole, which nobody waits for. */
const sweepMs = 6 * 3_600_000;
const mostTriesToStore = 10;

/**
 * A kind without a delivery waits. A sending that hangs holds up the end of the desk for `longestGoodbyeMs` at most;
 * the next start looks for it.
 */
export function workerSurface(
  core: Core,
  deliveries: Partial<Record<OutboxKind, Delivery>>,
  options: { longestGoodbyeMs?: number } = {},
): Surface {
  const owner = randomUUID();
  const stopping = new AbortController();
  /** Claimed, and what became of it is not stored yet. */
  const underWay = new Map<number, Claimed>();
  const sendings = new Set<Promise<void>>();
  let told: (Told & { tries: number })[] = [];
  let renewedAt = core.clock.now().getTime();
  let loops: Promise<void>[] = [];

  async function drain(): Promise<void> {
    while (!stopping.signal.aborted) {
      const rung = core.outbox.count;
      await turn();
      await core.outbox.wait({ since: rung, timeoutMs: lookAgainMs, signal: stopping.signal });
      await pause(gatherMs, stopping.signal);
    }
  }

  async function turn(): Promise<void> {
    const ready = told;
    told = [];
    try {
      await storeAndClaim(ready);
    } catch (error) {
      core.log.error({ err: error }, 'the outbox cannot be worked on');
      // One that cannot be stored must not take the others with it.
      for (const each of ready) await storeAlone(each);
    }
  }

  async function storeAndClaim(ready: Told[]): Promise<void> {
    for (const item of await takeTurn(core, {
      owner,
      told: ready,
      renew: leasesToRenew(ready),
      rooms: rooms(ready),
    })) {
      underWay.set(item.seq, item);
      const sending = send(item).finally(() => sendings.delete(sending));
      sendings.add(sending);
    }
    for (const { item } of ready) underWay.delete(item.seq);
  }

  async function storeAlone(each: Told & { tries: number }): Promise<void> {
    try {
      await takeTurn(core, { owner, told: [each], renew: [], rooms: new Map() });
      underWay.delete(each.item.seq);
    } catch (error) {
      if (each.tries < mostTriesToStore) {
        told.push({ ...each, tries: each.tries + 1 });
        return;
      }
      // Its lease is renewed no more, so that it is looked for like any item nobody knows about.
      underWay.delete(each.item.seq);
      core.log.error({ err: error, item: each.item.id }, 'what became of an item cannot be stored');
    }
  }

  function rooms(ready: Told[]): Map<OutboxKind, number> {
    if (stopping.signal.aborted) return new Map();
    const stored = new Set(ready.map(({ item }) => item.seq));
    const busy = [...underWay.values()].filter((item) => !stored.has(item.seq));
    const free = (Object.keys(deliveries) as OutboxKind[]).map((kind) => {
      return [kind, atOnce - busy.filter((item) => item.kind === kind).length] as const;
    });
    return new Map(free.filter(([, room]) => room > 0));
  }

  function leasesToRenew(ready: Told[]): number[] {
    const now = core.clock.now().getTime();
    if (now - renewedAt < leaseMs / 3) return [];
    renewedAt = now;
    const stored = new Set(ready.map(({ item }) => item.seq));
    return [...underWay.keys()].filter((seq) => !stored.has(seq));
  }

  async function send(item: Claimed): Promise<void> {
    const outcome = await attempt(item);
    told.push({ item, outcome, tries: 1 });
    core.outbox.ring();
  }

  async function attempt(item: Claimed): Promise<DeliveryOutcome> {
    try {
      const delivery = deliveries[item.kind] as Delivery;
      const outcome = await (item.isAmbiguous ? delivery.reconcile(item) : delivery.send(item));
      if (outcome.state !== 'done') core.log.warn({ item: item.id, kind: item.kind, ...outcome }, 'not sent');
      return outcome;
    } catch (error) {
      core.log.error({ err: error, item: item.id, kind: item.kind }, 'sending failed');
      return { state: 'ambiguous', reason: error instanceof Error ? error.message : String(error) };
    }
  }

  /** Wakes for the next held reply, and for each one that is written down; what was due while the desk was down goes first. */
  async function releaseHeld(): Promise<void> {
    while (!stopping.signal.aborted) {
      const rung = core.outbox.count;
      let waitMs = lookAgainMs;
      try {
        const next = await releaseDue(core);
        if (next) waitMs = Math.max(10, Math.min(waitMs, next.getTime() - core.clock.now().getTime()));
      } catch (error) {
        core.log.error({ err: error }, 'held replies cannot be released');
        await pause(lookAgainMs, stopping.signal);
      }
      await core.outbox.wait({ since: rung, timeoutMs: waitMs, signal: stopping.signal });
    }
  }

  async function keepHouse(): Promise<void> {
    let sweepAt = 0;
    while (!stopping.signal.aborted) {
      try {
        await recoverOrphans(core, { atStart: false });
        await agentSessions(core).deleteExpiredSessions();
        await contactSessions(core).deleteExpiredSessions();
        await deleteExpiredLinks(core);
        // A filter begins to match contacts without anybody touching a list.
        await inviteAllNewcomers(core);
        await forgetOldUploads(core);
        await forgetFinishedReplies(core);
        await purgeBin(core);
        await forgetTraces(core);
        await forgetOldEvents(core);
        await forgetOldImports(core);
        await queueDigests(core);
        if (performance.now() >= sweepAt) {
          sweepAt = performance.now() + sweepMs;
          await sweepFiles(core);
        }
      } catch (error) {
        core.log.error({ err: error }, 'housework failed');
      }
      await pause(houseworkMs, stopping.signal);
    }
  }

  async function every(ms: number, trouble: string, act: () => Promise<unknown>): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await act();
      } catch (error) {
        core.log.error({ err: error }, trouble);
      }
      await pause(ms, stopping.signal);
    }
  }

  return {
    name: 'worker',
    async start() {
      const orphans = await recoverOrphans(core, { atStart: true });
      if (orphans > 0) core.log.info({ orphans }, 'looking for what was being sent when the desk went down');
      loops = [
        drain(),
        releaseHeld(),
        keepHouse(),
        every(wakeMs, 'tickets could not be woken', () => wakeDueTickets(core)),
        every(backlogMs, 'what waits for Slack could not be told', async () => {
          await tellBacklogs(core);
          await tellFailing(core);
          await forgetUnusedRooms(core);
        }),
      ];
    },
    async stop() {
      stopping.abort();
      await Promise.all(loops);
      const goodbye = new AbortController();
      await Promise.race([Promise.all(sendings), pause(options.longestGoodbyeMs ?? 8_000, goodbye.signal)]);
      goodbye.abort();
      await turn();
    },
  };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}
