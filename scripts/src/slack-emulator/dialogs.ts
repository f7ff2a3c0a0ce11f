/** The dialogs open on people's screens, and the short-lived triggers that let an app open one. */
import { randomBytes } from 'node:crypto';
import { ApiError } from './api-call.ts';
import { controlsOf, withIds } from './block-ids.ts';
import type { Clock } from './clock.ts';
import type { Values, View } from './dialog-content.ts';
import { slackId } from './ids.ts';
import type { Store } from './store.ts';
import type { Block, Json, OpenView } from './types.ts';
import type { Workspace } from './workspace.ts';

/** A trigger is good for one dialog within 3 s. */
export const triggerLivesMs = 3_000;
const maxDepth = 3;

interface Trigger {
  person: string;
  expiresAt: number;
  isUsed: boolean;
}

export class Dialogs {
  readonly #triggers = new Map<string, Trigger>();
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #workspace: Workspace;

  constructor(store: Store, clock: Clock, workspace: Workspace) {
    this.#store = store;
    this.#clock = clock;
    this.#workspace = workspace;
  }

  issueTrigger(person: string): string {
    const now = this.#clock.now();
    for (const [id, trigger] of this.#triggers) {
      // Old triggers are remembered for a while so that they are refused by their right name.
      if (now - trigger.expiresAt > 600_000) this.#triggers.delete(id);
    }
    const id = `${now}.${Math.floor(now / 1000)}.${randomBytes(16).toString('hex')}`;
    this.#triggers.set(id, { person, expiresAt: now + triggerLivesMs, isUsed: false });
    return id;
  }

  /** Uses a trigger up and names the person it came from. Throws Slack's refusal for a stale one. */
  useTrigger(id: string): string {
    const trigger = this.#triggers.get(id);
    if (!trigger) throw new ApiError('invalid_trigger_id');
    if (trigger.isUsed) throw new ApiError('exchanged_trigger_id');
    if (this.#clock.now() > trigger.expiresAt) throw new ApiError('expired_trigger_id');
    trigger.isUsed = true;
    return trigger.person;
  }

  /** The open dialogs of a person, the one in front last. */
  stackOf(owner: string): OpenView[] {
    return this.#store.all('views').filter((view) => view.owner === owner);
  }

  /** An open dialog or an App Home. */
  find(id: string, externalId = ''): OpenView | undefined {
    if (id !== '') return this.#store.get('views', id) ?? this.#homes().find((one) => one.id === id);
    return [...this.#store.all('views'), ...this.#homes()].find(
      (one) => externalId !== '' && one.view.external_id === externalId,
    );
  }

  homeOf(person: string): OpenView | undefined {
    return this.#store.get('homes', person);
  }

  /** Puts a new App Home on a person's screen; its view id stays the same for as long as the app is installed. */
  publish(person: string, view: View): OpenView {
    const home = this.homeOf(person);
    return home ? this.replace(home, view) : this.#show(person, view, null);
  }

  /** Opens a dialog; one that was open before goes away, as its screen is taken. */
  open(owner: string, view: View): OpenView {
    this.closeAll(owner);
    return this.#show(owner, view, null);
  }

  /** Puts a dialog on top of another. Throws `push_limit_reached` above three. */
  push(below: OpenView, view: View): OpenView {
    if (this.stackOf(below.owner).length >= maxDepth) throw new ApiError('push_limit_reached');
    return this.#show(below.owner, view, below);
  }

  /** New content for an open dialog; what the person typed stays where block and action ids are the same. */
  replace(open: OpenView, view: View): OpenView {
    const blocks = withIds(view.blocks);
    return this.#put({
      ...open,
      view: { ...view, blocks },
      state: stillThere(open.state, blocks),
      hash: this.#newHash(),
      errors: {},
      problem: null,
    });
  }

  /** Shows what is wrong: texts at input blocks, or one line for the whole dialog. */
  complain(open: OpenView, errors: Record<string, string>, problem: string | null): void {
    this.#put({ ...open, errors, problem });
  }

  keepState(open: OpenView, state: Values): OpenView {
    return this.#put({ ...open, state });
  }

  close(open: OpenView): void {
    this.#store.remove('views', open.id);
  }

  closeAll(owner: string): void {
    for (const view of this.stackOf(owner)) this.close(view);
  }

  /** The dialog as the API and the payloads show it. */
  json(open: OpenView): Json {
    const { bot, team } = this.#workspace;
    const ofDialog = { clear_on_close: false, notify_on_close: false, close: null, submit: null };
    return {
      callback_id: '',
      private_metadata: '',
      external_id: '',
      ...(open.view.type === 'modal' && ofDialog),
      ...open.view,
      id: open.id,
      team_id: team.id,
      app_installed_team_id: team.id,
      app_id: bot.appId,
      bot_id: bot.botId,
      state: { values: open.state },
      hash: open.hash,
      root_view_id: open.rootId,
      previous_view_id: open.previousId,
    };
  }

  #show(owner: string, view: View, below: OpenView | null): OpenView {
    if (view.external_id && this.find('', String(view.external_id)))
      throw new ApiError('duplicate_external_id');
    const id = slackId('V');
    return this.#put({
      id,
      owner,
      hash: this.#newHash(),
      view: { ...view, blocks: withIds(view.blocks) },
      rootId: below?.rootId ?? id,
      previousId: below?.id ?? null,
      state: {},
      errors: {},
      problem: null,
      openedAt: this.#clock.now(),
    });
  }

  #put(open: OpenView): OpenView {
    if (open.view.type === 'home') this.#store.put('homes', open.owner, open);
    else this.#store.put('views', open.id, open);
    return open;
  }

  #homes(): OpenView[] {
    return this.#store.all('homes');
  }

  #newHash(): string {
    return `${Math.floor(this.#clock.now() / 1000)}.${randomBytes(4).toString('hex')}`;
  }
}

/** What was entered in controls that the new blocks still have. */
function stillThere(state: Values, blocks: readonly Block[]): Values {
  const kept: Values = {};
  for (const { block, element } of controlsOf(blocks)) {
    const [blockId, actionId] = [String(block.block_id), String(element.action_id)];
    const entered = state[blockId]?.[actionId];
    if (entered && entered.type === element.type) {
      kept[blockId] = { ...kept[blockId], [actionId]: entered };
    }
  }
  return kept;
}
