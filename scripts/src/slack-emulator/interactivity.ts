/** What happens when a person clicks, chooses, submits or closes: the payload to the app, and what its answer does. */
import { findControl } from './block-ids.ts';
import { problemsOfSuggestions } from './block-kit.ts';
import type { Clock } from './clock.ts';
import { isStateful, type Lookup } from './control-values.ts';
import { type Entries, fillIn, type Values } from './dialog-content.ts';
import type { Dialogs } from './dialogs.ts';
import { fileJson } from './file-shape.ts';
import type { Files } from './files.ts';
import type { Journal } from './journal.ts';
import type { InteractionOutcome, Line } from './line.ts';
import type { Manifest } from './manifest.ts';
import { messageJson } from './message-shape.ts';
import {
  actionJson,
  blocksOf,
  type Container,
  channelName,
  containerJson,
  envelope,
  placeOf,
} from './payloads.ts';
import type { Responses } from './responses.ts';
import { isObject } from './schema.ts';
import type { Store } from './store.ts';
import { obeySubmission } from './submission-answers.ts';
import type { Json, OpenView, Person } from './types.ts';
import type { Workspace } from './workspace.ts';

/** What a person reads when the app gave no answer within 3 s. */
export const timedOutText =
  'The app did not answer within 3 seconds: operation timed out. Nothing may have happened; try again in a moment.';

export interface InteractivityOptions {
  store: Store;
  journal: Journal;
  clock: Clock;
  manifest: Manifest;
  workspace: Workspace;
  line: Line;
  dialogs: Dialogs;
  responses: Responses;
  files: Files;
}

export interface Click {
  actionId: string;
  blockId?: string | undefined;
  /** What was chosen or typed in the control: an option's value, a date, several values. Buttons have none. */
  option?: unknown;
  /** What stands in the other fields of the dialog at this moment. */
  entries?: Entries | undefined;
}

export class Interactivity {
  readonly #options: InteractivityOptions;
  /** Options of external menus, by place and action id: a person can choose only what the app has suggested. */
  readonly #suggested = new Map<string, Json[]>();

  constructor(options: InteractivityOptions) {
    this.#options = options;
  }

  /** Clicks a button or chooses in a menu or picker. Throws a sentence when there is no such control. */
  async click(person: Person, container: Container, click: Click): Promise<InteractionOutcome> {
    const { dialogs, workspace } = this.#options;
    const found = findControl(blocksOf(container), click.actionId, click.blockId);
    if (!found) throw new Error(`There is no control "${click.actionId}" there.`);
    const { block, element } = found;
    if (block.type === 'input' && block.dispatch_action !== true) {
      throw new Error(
        `"${click.actionId}" is a field of the dialog; it is sent when the dialog is submitted.`,
      );
    }
    const blockId = String(block.block_id);
    const entries = {
      ...click.entries,
      ...(isStateful(element) && { [blockId]: { ...entryOf(click, blockId) } }),
    };
    const before = container.kind === 'view' ? container.view.state : {};
    const { values, complaints } = fillIn(
      blocksOf(container),
      before,
      entries,
      this.#lookup(person, container),
    );
    if (isStateful(element) && complaints[blockId] && block.type !== 'input') {
      throw new Error(`"${String(click.option)}" is not one of the options of "${click.actionId}".`);
    }
    const action = actionJson(found, {
      state: values[blockId]?.[click.actionId] ?? null,
      option: click.option === undefined ? undefined : String(click.option),
      actionTs: workspace.takeTs(),
    });
    const common = {
      ...envelope(workspace, person),
      type: 'block_actions',
      trigger_id: dialogs.issueTrigger(person.id),
      container: containerJson(container),
      actions: [action],
    };
    if (container.kind === 'view') {
      const view = dialogs.keepState(container.view, values);
      const outcome = await this.send({ ...common, view: dialogs.json(view) });
      if (outcome.kind !== 'acknowledged') this.#complain(view.id, timedOutText);
      return outcome;
    }
    return this.#clickInMessage(person, container, { ...common, state: { values } });
  }

  async #clickInMessage(
    person: Person,
    container: Exclude<Container, { kind: 'view' }>,
    payload: Json,
  ): Promise<InteractionOutcome> {
    const { workspace, responses } = this.#options;
    const { channel } = container;
    const isEphemeral = container.kind === 'ephemeral';
    const shown = container.kind === 'message' ? container.message : container.ephemeral;
    const threadTs = shown.threadTs ?? null;
    const outcome = await this.send({
      ...payload,
      channel: { id: channel.id, name: channelName(channel) },
      ...(container.kind === 'message' && {
        message: messageJson(workspace, container.message, { withMetadata: true }),
      }),
      response_url: responses.urlFor({
        person: person.id,
        channel: channel.id,
        messageTs: isEphemeral ? null : shown.ts,
        ephemeralId: container.kind === 'ephemeral' ? container.ephemeral.id : null,
        threadTs,
      }),
    });
    if (outcome.kind !== 'acknowledged') this.whisperTrouble(person, channel.id, timedOutText, threadTs);
    return outcome;
  }

  /** Types into an external menu. Answers the options the app suggests; refuses fewer letters than it asks for. */
  async suggest(
    person: Person,
    container: Container,
    typed: { actionId: string; blockId: string | undefined; query: string },
  ): Promise<Json> {
    const { workspace, dialogs, journal } = this.#options;
    const found = findControl(blocksOf(container), typed.actionId, typed.blockId);
    if (found?.element.type !== 'external_select') {
      throw new Error(`There is no external menu "${typed.actionId}" there.`);
    }
    const shortest = Number(found.element.min_query_length ?? 3);
    if (typed.query.length < shortest) return { options: [], needs: shortest };
    const outcome = await this.send({
      ...envelope(workspace, person),
      type: 'block_suggestion',
      container: containerJson(container),
      action_id: typed.actionId,
      block_id: found.block.block_id,
      value: typed.query,
      ...(container.kind === 'view' && { view: dialogs.json(container.view) }),
      ...(container.kind !== 'view' && {
        channel: { id: container.channel.id, name: channelName(container.channel) },
      }),
    });
    if (outcome.kind !== 'acknowledged') return { options: [], problem: 'The app did not answer.' };
    const problems = problemsOfSuggestions(outcome.payload);
    if (problems.length > 0) {
      journal.add('defect', `block_suggestion: ${problems[0]}`, outcome.payload);
      return { options: [], problem: 'The app gave an answer that Slack does not understand.' };
    }
    const options = optionsIn(outcome.payload);
    const key = `${placeOf(container)}/${typed.actionId}`;
    this.#suggested.set(key, [...(this.#suggested.get(key) ?? []), ...options]);
    return { options };
  }

  /** Submits a dialog. Fields that Slack's own client would refuse never reach the app. */
  async submit(
    person: Person,
    open: OpenView,
    entries: Entries,
  ): Promise<{ isSent: boolean; outcome: InteractionOutcome | null }> {
    const { dialogs, workspace, files } = this.#options;
    const lookup = this.#lookup(person, { kind: 'view', view: open });
    const { values, complaints } = fillIn(open.view.blocks, open.state, entries, lookup);
    const filled = dialogs.keepState(open, values);
    if (Object.keys(complaints).length > 0) {
      dialogs.complain(filled, complaints, null);
      return { isSent: false, outcome: null };
    }
    for (const id of filesIn(values)) files.giveToApp(id);
    const outcome = await this.send({
      ...envelope(workspace, person),
      type: 'view_submission',
      trigger_id: dialogs.issueTrigger(person.id),
      view: dialogs.json(filled),
      response_urls: [],
    });
    if (outcome.kind === 'acknowledged') obeySubmission(this.#options, open.id, outcome.payload);
    else this.#complain(open.id, timedOutText);
    return { isSent: true, outcome };
  }

  /**
   * Closes the dialog in front, or all of them when it says so or the person asks. The app hears of each that wants
   * to be told.
   */
  async close(person: Person, open: OpenView, wantsAll = false): Promise<void> {
    const { dialogs, workspace } = this.#options;
    const isCleared = wantsAll || open.view.clear_on_close === true;
    const closing = isCleared ? dialogs.stackOf(person.id).toReversed() : [open];
    for (const view of closing) dialogs.close(view);
    for (const view of closing) {
      if (view.view.notify_on_close !== true) continue;
      await this.send({
        ...envelope(workspace, person),
        type: 'view_closed',
        view: dialogs.json(view),
        is_cleared: isCleared,
      });
    }
  }

  /** What entries in this place may name. */
  #lookup(person: Person, container: Container): Lookup {
    const { store, files, workspace } = this.#options;
    return {
      suggested: (element) => this.#suggested.get(`${placeOf(container)}/${element.action_id}`) ?? [],
      isPerson: (id) => store.get('people', id) !== undefined,
      file: (id) => {
        const file = files.find(id);
        return file?.user === person.id && file.state !== 'deleted' ? fileJson(workspace, file) : null;
      },
    };
  }

  /** Sends a payload if the manifest lets Slack send any. */
  send(payload: Json): Promise<InteractionOutcome> {
    const { manifest, journal, line } = this.#options;
    if (!manifest.isInteractive) {
      journal.add('defect', 'The manifest does not enable interactivity; real Slack would send nothing.');
      return Promise.resolve({ kind: 'notConnected' });
    }
    return line.interact(payload);
  }

  /** Slack itself tells one person that something went wrong. */
  whisperTrouble(person: Person, channel: string, text: string, threadTs: string | null = null): void {
    this.#options.workspace.whisper({
      channel,
      recipient: person.id,
      from: 'slack',
      text,
      ...(threadTs && { threadTs }),
    });
  }

  #complain(viewId: string, problem: string): void {
    const open = this.#options.dialogs.find(viewId);
    if (open) this.#options.dialogs.complain(open, {}, problem);
  }
}

function entryOf(click: Click, blockId: string): Json {
  const others = click.entries?.[blockId];
  return { ...(isObject(others) ? others : {}), [click.actionId]: click.option ?? null };
}

function filesIn(values: Values): string[] {
  const states = Object.values(values).flatMap((block) => Object.values(block));
  return states
    .flatMap((state) => (Array.isArray(state.files) ? state.files.filter(isObject) : []))
    .map((file) => String(file.id));
}

function optionsIn(answer: Json): Json[] {
  const groups = Array.isArray(answer.option_groups) ? answer.option_groups.filter(isObject) : [];
  const lists = [answer.options, ...groups.map((group) => group.options)];
  return lists.flatMap((list) => (Array.isArray(list) ? list.filter(isObject) : []));
}
