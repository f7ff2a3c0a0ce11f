/** Drains the outbox: what was written down is sent, tried again, and never sent twice without looking. */
import { randomUUID } from 'node:crypto';
import { agentSessions } from '../auth/agent-sessions.ts';
import { contactSessions } from '../auth/contact-sessions.ts';
import type { Core } from '../context.ts';
import type { Surface } from '../host.ts';
import type { OutboxKind } from '../outbox/enqueue.ts';
import type { Delivery, DeliveryOutcome } from './delivery.ts';
import { type Claimed, claimDue, recoverOrphans, settle } from './outbox-states.ts';

const atOnce = 8;
const lookAgainMs = 1_000;
const houseworkMs = 60_000;

/** One loop a kind, so that a hanging mail server holds up no Slack card. A kind without a delivery waits. */
export function workerSurface(core: Core, deliveries: Partial<Record<OutboxKind, Delivery>>): Surface {
  const owner = randomUUID();
  const stopping = new AbortController();
  let loops: Promise<unknown>[] = [];

  async function drain(kind: OutboxKind, delivery: Delivery): Promise<void> {
    while (!stopping.signal.aborted) {
      const rung = core.outbox.count;
      try {
        const claimed = await claimDue(core, kind, atOnce, owner);
        await Promise.all(claimed.map(async (item) => settle(core, item, await attempt(delivery, item))));
        if (claimed.length > 0) continue;
      } catch (error) {
        core.log.error({ err: error, kind }, 'the outbox cannot be worked on');
      }
      await core.outbox.wait({ since: rung, timeoutMs: lookAgainMs, signal: stopping.signal });
    }
  }

  async function attempt(delivery: Delivery, item: Claimed): Promise<DeliveryOutcome> {
    try {
      const outcome = await (item.isAmbiguous ? delivery.reconcile(item) : delivery.send(item));
      if (outcome.state !== 'done') core.log.warn({ item: item.id, kind: item.kind, ...outcome }, 'not sent');
      return outcome;
    } catch (error) {
      core.log.error({ err: error, item: item.id, kind: item.kind }, 'sending failed');
      return { state: 'ambiguous', reason: error instanceof Error ? error.message : String(error) };
    }
  }

  async function keepHouse(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await recoverOrphans(core, { atStart: false });
        await agentSessions(core).deleteExpiredSessions();
        await contactSessions(core).deleteExpiredSessions();
      } catch (error) {
        core.log.error({ err: error }, 'housework failed');
      }
      await pause(houseworkMs, stopping.signal);
    }
  }

  return {
    name: 'worker',
    async start() {
      const orphans = await recoverOrphans(core, { atStart: true });
      if (orphans > 0) core.log.info({ orphans }, 'looking for what was being sent when the desk went down');
      loops = Object.entries(deliveries).map(([kind, delivery]) => drain(kind as OutboxKind, delivery));
      loops.push(keepHouse());
    },
    async stop() {
      stopping.abort();
      core.outbox.ring();
      await Promise.all(loops);
    },
  };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
