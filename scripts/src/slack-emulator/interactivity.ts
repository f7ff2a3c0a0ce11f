/** What happens when a person clicks, submits or closes: the payload to the app, and what its answer does. */
import { ApiError } from './api-call.ts';
import { findControl, findOption } from './block-ids.ts';
import type { Clock } from './clock.ts';
import { type Entries, fillIn, isInputBlock, readView } from './dialog-content.ts';
import type { Dialogs } from './dialogs.ts';
import type { Journal } from './journal.ts';
import type { Manifest } from './manifest.ts';
import { messageJson } from './message-shape.ts';
import type { Responses } from './responses.ts';
import { isObject } from './schema.ts';
import type { InteractionOutcome, SocketMode } from './socket-mode.ts';
import type { Store } from './store.ts';
import type { Block, Channel, Ephemeral, Json, Message, OpenView, Person } from './types.ts';
import type { Workspace } from './workspace.ts';

/** What a person reads when the app gave no answer within 3 s. */
export const timedOutText =
  'The app did not answer within 3 seconds: operation timed out. Nothing may have happened; try again in a moment.';

interface InteractivityOptions {
  store: Store;
  journal: Journal;
  clock: Clock;
  manifest: Manifest;
  workspace: Workspace;
  socketMode: SocketMode;
  dialogs: Dialogs;
  responses: Responses;
}

/** Where a clicked control is. */
export type Container =
  | { kind: 'message'; channel: Channel; message: Message }
  | { kind: 'ephemeral'; channel: Channel; ephemeral: Ephemeral }
  | { kind: 'view'; view: OpenView };

export interface Click {
  actionId: string;
  blockId?: string | undefined;
  /** The value of the chosen option, for menus. */
  option?: string | undefined;
}

export class Interactivity {
  readonly #options: InteractivityOptions;

  constructor(options: InteractivityOptions) {
    this.#options = options;
  }

  /** Clicks a button or chooses from a menu. Throws a sentence when there is no such control. */
  async click(person: Person, container: Container, click: Click): Promise<InteractionOutcome> {
    const { dialogs, workspace, responses } = this.#options;
    const found = findControl(blocksOf(container), click.actionId, click.blockId);
    if (!found) throw new Error(`There is no control "${click.actionId}" there.`);
    const action = this.#action(found.block, found.element, click);
    const common = {
      ...this.#envelope(person),
      type: 'block_actions',
      trigger_id: dialogs.issueTrigger(person.id),
      actions: [action],
    };
    if (container.kind === 'view') {
      const outcome = await this.#send({
        ...common,
        container: { type: 'view', view_id: container.view.id },
        view: dialogs.json(container.view),
      });
      if (outcome.kind !== 'acknowledged') this.#complain(container.view.id, timedOutText);
      return outcome;
    }
    const { channel } = container;
    const isEphemeral = container.kind === 'ephemeral';
    const shown = container.kind === 'message' ? container.message : container.ephemeral;
    const threadTs = shown.threadTs ?? null;
    const outcome = await this.#send({
      ...common,
      container: {
        type: 'message',
        message_ts: shown.ts,
        channel_id: channel.id,
        is_ephemeral: isEphemeral,
        ...(threadTs && { thread_ts: threadTs }),
      },
      channel: { id: channel.id, name: channel.name },
      ...(container.kind === 'message' && {
        message: messageJson(workspace, container.message, { withMetadata: true }),
      }),
      state: { values: chosenValues(found.block, found.element, action) },
      response_url: responses.urlFor({
        person: person.id,
        channel: channel.id,
        messageTs: isEphemeral ? null : shown.ts,
        ephemeralId: container.kind === 'ephemeral' ? container.ephemeral.id : null,
        threadTs,
      }),
    });
    if (outcome.kind !== 'acknowledged') {
      workspace.whisper({
        channel: channel.id,
        recipient: person.id,
        from: 'slack',
        text: timedOutText,
        ...(threadTs && { threadTs }),
      });
    }
    return outcome;
  }

  /** Submits a dialog. Fields that Slack's own client would refuse never reach the app. */
  async submit(
    person: Person,
    open: OpenView,
    entries: Entries,
  ): Promise<{ isSent: boolean; outcome: InteractionOutcome | null }> {
    const { dialogs } = this.#options;
    const { values, complaints } = fillIn(open.view, entries);
    const filled = dialogs.keepState(open, values);
    if (Object.keys(complaints).length > 0) {
      dialogs.complain(filled, complaints, null);
      return { isSent: false, outcome: null };
    }
    const outcome = await this.#send({
      ...this.#envelope(person),
      type: 'view_submission',
      trigger_id: dialogs.issueTrigger(person.id),
      view: dialogs.json(filled),
      response_urls: [],
    });
    if (outcome.kind === 'acknowledged') this.#obey(open.id, outcome.payload);
    else this.#complain(open.id, timedOutText);
    return { isSent: true, outcome };
  }

  /** Closes the dialog in front; the app hears of it only if it asked to. */
  async close(person: Person, open: OpenView): Promise<void> {
    const { dialogs } = this.#options;
    const payload = {
      ...this.#envelope(person),
      type: 'view_closed',
      view: dialogs.json(open),
      is_cleared: false,
    };
    dialogs.close(open);
    if (open.view.notify_on_close === true) await this.#send(payload);
  }

  /** Carries out what the app answered to a submission. */
  #obey(viewId: string, answer: Json): void {
    const { dialogs } = this.#options;
    const open = dialogs.find(viewId);
    if (!open) return;
    switch (answer.response_action) {
      case undefined:
        dialogs.close(open);
        break;
      case 'clear':
        dialogs.closeAll(open.owner);
        break;
      case 'errors':
        this.#showErrors(open, answer.errors);
        break;
      case 'update':
      case 'push':
        this.#showView(open, answer);
        break;
      default:
        this.#defect(open, `unknown response_action "${String(answer.response_action)}"`);
    }
  }

  #showErrors(open: OpenView, errors: unknown): void {
    const texts = isObject(errors) ? Object.entries(errors) : [];
    const isShowable = texts.every(
      ([blockId, text]) => typeof text === 'string' && text !== '' && isInputBlock(open.view, blockId),
    );
    if (texts.length === 0 || !isShowable) {
      this.#defect(open, 'response_action "errors" must hold texts for input blocks of the dialog');
      return;
    }
    this.#options.dialogs.complain(open, errors as Record<string, string>, null);
  }

  #showView(open: OpenView, answer: Json): void {
    const { dialogs } = this.#options;
    try {
      const view = readView(answer.view);
      if (answer.response_action === 'push') dialogs.push(open, view);
      else dialogs.replace(open, view);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.#defect(open, `response_action "${answer.response_action}": ${error.code}`, error.extra);
    }
  }

  #defect(open: OpenView, what: string, detail?: unknown): void {
    this.#options.journal.add('defect', `view_submission: ${what}`, detail);
    this.#complain(open.id, 'The app gave an answer that Slack does not understand.');
  }

  #complain(viewId: string, problem: string): void {
    const open = this.#options.dialogs.find(viewId);
    if (open) this.#options.dialogs.complain(open, {}, problem);
  }

  #send(payload: Json): Promise<InteractionOutcome> {
    const { manifest, journal, socketMode } = this.#options;
    if (!manifest.isInteractive) {
      journal.add('defect', 'The manifest does not enable interactivity; real Slack would send nothing.');
      return Promise.resolve({ kind: 'notConnected' });
    }
    return socketMode.interact(payload);
  }

  #envelope(person: Person): Json {
    const { team, bot } = this.#options.workspace;
    return {
      user: { id: person.id, username: person.name, name: person.name, team_id: team.id },
      api_app_id: bot.appId,
      token: 'deprecated',
      team: { id: team.id, domain: team.domain },
      enterprise: null,
      is_enterprise_install: false,
    };
  }

  #action(block: Block, element: Json, click: Click): Json {
    const { type, action_id, text, value, style, placeholder, url } = element;
    const basics = {
      type,
      action_id,
      block_id: block.block_id,
      action_ts: this.#options.workspace.takeTs(),
    };
    if (type === 'button') {
      return {
        ...basics,
        text,
        ...(value !== undefined && { value }),
        ...(style !== undefined && { style }),
        ...(url !== undefined && { url }),
      };
    }
    const option = findOption(element, click.option ?? null);
    if (!option) throw new Error(`"${click.option}" is not one of the options of "${action_id}".`);
    return { ...basics, selected_option: option, ...(placeholder !== undefined && { placeholder }) };
  }
}

function blocksOf(container: Container): Block[] {
  if (container.kind === 'view') return container.view.view.blocks;
  return (container.kind === 'message' ? container.message.blocks : container.ephemeral.blocks) ?? [];
}

function chosenValues(block: Block, element: Json, action: Json): Json {
  if (element.type !== 'static_select') return {};
  const chosen = { type: element.type, selected_option: action.selected_option };
  return { [String(block.block_id)]: { [String(element.action_id)]: chosen } };
}
