/** Keeps the app's Home as it is for those who look at it: when they open it, press in it, and soon after changes. */
import { setTimeout as pause } from 'node:timers/promises';
import { failureOf } from '@postern/core';
import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import {
  agentHome,
  type HomeList,
  type HomeState,
  homeActions,
  homePage,
  homeState,
  strangerHome,
} from '../render/home.ts';
import { sentence } from '../render/text.ts';
import { sayDialog } from '../render/ticket-dialogs.ts';
import { troubleOf } from '../slack-errors.ts';
import { slackIdOf } from '../slack-ids.ts';
import { wordsFor } from '../words.ts';
import type { ClickParts } from './clicks.ts';
import { sayDirectly } from './dialog-end.ts';
import type { HeardEvent } from './events.ts';
import type { SlackPerson } from './slack-people.ts';

export interface Home {
  /** Of `app_home_opened`. Throws what shall be tried again. */
  onOpened(heard: HeardEvent): Promise<void>;
  register(app: App): void;
  start(): void;
  stop(): Promise<void>;
}

/** Whoever opened it within this time may still look at it. */
const lookingMs = 30 * 60_000;
/** Changes within this time are shown at once. */
const gatherMs = 2_000;
const mostLooking = 200;

interface Looking {
  person: SlackPerson;
  state: HomeState;
  /** What is shown, to save what would change nothing. */
  shown: string;
  until: number;
}

export function homeKeeper(parts: ClickParts): Home {
  const { client, workspace, people, publicUrl, log } = parts;
  const looking = new Map<string, Looking>();
  const stopping = new AbortController();
  let running: Promise<void> = Promise.resolve();
  let seenSeq = 0;

  async function publish(person: SlackPerson, state: HomeState): Promise<void> {
    const key = `${person.teamId}:${person.userId}`;
    const { view, isAgent } = await viewFor(person, state);
    const shown = JSON.stringify(view);
    const before = looking.get(key);
    if (before?.shown !== shown) await workspace.web.views.publish({ user_id: person.userId, view });
    looking.delete(key);
    if (!isAgent) return;
    if (looking.size >= mostLooking) looking.delete(looking.keys().next().value as string);
    looking.set(key, { person, state, shown, until: before?.until ?? Date.now() + lookingMs });
  }

  async function viewFor(person: SlackPerson, state: HomeState) {
    try {
      const cursor = state.cursors.at(-1);
      const { list } = state;
      const answer = await client.slack.home.query({
        ...person,
        list,
        limit: homePage,
        ...(cursor && { cursor }),
      });
      return { view: agentHome(answer, state), isAgent: true };
    } catch (error) {
      const failure = failureOf(error);
      if (failure.code !== 'NOT_ALLOWED') throw error;
      return { view: strangerHome(wordsFor(failure, publicUrl)), isAgent: false };
    }
  }

  async function pressed(
    body: BlockAction<ButtonAction>,
    next: (state: HomeState) => HomeState,
  ): Promise<void> {
    const teamId = body.team?.id ?? body.user.team_id;
    if (!teamId) return;
    try {
      await publish({ teamId, userId: body.user.id }, next(homeState(body.view?.private_metadata)));
    } catch (error) {
      log.warn({ reason: reasonOf(error) }, 'the Home in Slack could not be shown');
    }
  }

  /** Whoever was slower is told who has it, in a dialog: the Home is no conversation. */
  async function claim(body: BlockAction<ButtonAction>, ticket: string): Promise<void> {
    const teamId = body.team?.id ?? body.user.team_id;
    if (!teamId) return;
    try {
      await client.slack.claim.mutate({ teamId, userId: body.user.id, ticket });
    } catch (error) {
      await refuse(body, error);
    }
    await pressed(body, (state) => state);
  }

  async function refuse({ trigger_id, user }: BlockAction<ButtonAction>, error: unknown): Promise<void> {
    const words = wordsFor(failureOf(error), publicUrl);
    try {
      await workspace.web.views.open({ trigger_id, view: sayDialog('Not claimed', words) });
    } catch (failed) {
      log.warn({ reason: troubleOf(failed).words }, 'a dialog in Slack could not be opened');
      await sayDirectly(parts, { userId: user.id }, sentence(words)).catch((unsaid: unknown) =>
        log.warn({ reason: troubleOf(unsaid).words }, 'nobody could be told that a claim was refused'),
      );
    }
  }

  /** Somebody who cannot be shown theirs, such as one who left, keeps nobody else waiting. */
  async function publishOrForget(person: SlackPerson, state: HomeState): Promise<void> {
    try {
      await publish(person, state);
    } catch (error) {
      const { kind, words } = troubleOf(error);
      if (kind === 'wait' || kind === 'maybeDone') throw error;
      log.warn({ reason: words }, 'a Home in Slack could not be brought up to date');
      looking.delete(`${person.teamId}:${person.userId}`);
    }
  }

  /** One look at the desk for all who look at theirs. */
  async function refresh(): Promise<void> {
    for (const [key, { until }] of looking) if (until < Date.now()) looking.delete(key);
    if (looking.size === 0) return;
    const { seq } = await client.slack.newestChange.query();
    if (seq === seenSeq) return;
    for (const { person, state } of [...looking.values()]) await publishOrForget(person, state);
    seenSeq = seq;
  }

  async function run(): Promise<void> {
    const { signal } = stopping;
    while (!signal.aborted) {
      await pause(gatherMs, undefined, { signal }).catch(() => {});
      try {
        if (!signal.aborted) await refresh();
      } catch (error) {
        // Whoever was not reached is looked at again; the others are shown already what they would be shown.
        log.warn({ reason: reasonOf(error) }, 'a Home in Slack could not be brought up to date');
        const { afterMs = 0 } = troubleOf(error);
        await pause(afterMs, undefined, { signal }).catch(() => {});
      }
    }
  }

  return {
    async onOpened({ teamId, event }) {
      const userId = slackIdOf(event.user);
      if (event.tab !== 'home' || !userId) return;
      const person = { teamId, userId };
      await people.recognise(person);
      looking.delete(`${teamId}:${userId}`);
      const { private_metadata: carried } = (event.view ?? {}) as { private_metadata?: string };
      const { list } = homeState(carried);
      await publish(person, { list, cursors: [] });
    },
    register(app) {
      const on = (actionId: string, act: (body: BlockAction<ButtonAction>, value: string) => Promise<void>) =>
        app.action<BlockAction<ButtonAction>>(actionId, async ({ ack, body, action }) => {
          await ack();
          await act(body, action.value ?? '');
        });
      for (const list of ['mine', 'unclaimed', 'snoozed'] as const satisfies readonly HomeList[])
        on(homeActions[list], (body) => pressed(body, () => ({ list, cursors: [] })));
      on(homeActions.next, (body, cursor) =>
        pressed(body, ({ list, cursors }) => ({ list, cursors: [...cursors, cursor] })),
      );
      on(homeActions.previous, (body) =>
        pressed(body, ({ list, cursors }) => ({ list, cursors: cursors.slice(0, -1) })),
      );
      on(homeActions.claim, claim);
    },
    start() {
      running = run();
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

function reasonOf(error: unknown): string {
  const failure = failureOf(error);
  return failure.code === 'UNREACHABLE' ? troubleOf(error).words : failure.message;
}
