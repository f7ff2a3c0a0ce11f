/** The portal screen's actions: what is looked at, changed, switched and previewed, and what is said when it is refused. */
import type { Failure } from '@postern/core/client';
import { displayText } from '@postern/core/words';
import { createEditor, textOf } from '../editor/editor.ts';
import type { Hub } from './hub.ts';
import type { Choice } from './model.ts';
import { createFilterPanel, type FilterPanel, problemWords } from './portal-filter.ts';
import {
  firstPortal,
  lineSetting,
  needsVerifying,
  type PortalField,
  type PortalScreen,
  type PortalSetting,
  portalRows,
  rowAtPortalCursor,
  toPortal,
} from './portal-model.ts';

export interface PortalActions {
  open(): void;
  close(): void;
  refresh(): Promise<void>;
  move(by: number): void;
  moveTo(end: 'top' | 'bottom'): void;
  /** The next line of the checklist that is not done. */
  toNextOpen(): void;
  /** Does what Enter does on the row; answers a setting that is written in the person's own editor. */
  act(): PortalSetting | null;
  /** A new value for a setting; on a refusal what was typed is kept in the field. */
  save(key: string, value: string | readonly string[]): Promise<void>;
  /** Takes what is in the one-line field. */
  saveField(): Promise<void>;
  cancelField(): void;
  /** Takes a choice of the picker. */
  take(choice: Choice): void;
  /** Switches the portal once the question is answered. */
  switchTo(wanted: 'on' | 'off'): Promise<void>;
  /** Makes a preview and shows its address. */
  preview(): Promise<void>;
  readonly filter: FilterPanel;
}

export function createPortalActions(hub: Hub): PortalActions {
  const portal = () => hub.get().portal;
  const patch = (change: Partial<PortalScreen>) => {
    const now = portal();
    if (now) hub.set({ portal: { ...now, ...change } });
  };
  const tell = (tone: 'plain' | 'good' | 'warning' | 'bad', text: string) =>
    patch({ notice: { tone, text } });

  /** Nothing is begun that cannot be finished; the desk asks for the permission again at every write. */
  const mayChange = (): boolean => {
    const now = portal();
    if (!now) return false;
    if (hub.get().isReadOnly) {
      hub.say('warning', 'This inbox is read-only.');
      return false;
    }
    if (!now.mayChange) tell('bad', notAllowed);
    return now.mayChange;
  };

  const refresh = async () => {
    const { client } = hub;
    const answer = await hub.ask(async (options) => {
      const [status, settings, domain, me] = await Promise.all([
        client.portalSettings.status.query(undefined, options),
        client.portalSettings.get.query(undefined, options),
        client.portalSettings.domain.query(undefined, options),
        client.auth.me.query(undefined, options),
      ]);
      return { status, settings, host: domain.host, mayChange: holds(me.permissions) };
    });
    const now = portal();
    if (!now) return;
    if (!answer.ok) return hub.fail(answer.failure);
    hub.set({ portal: toPortal(now, answer.value) });
  };

  /** A refusal stays on the screen until the next move; after a change by others all is read anew. */
  const refused = async (failure: Failure, field: PortalField | null = null) => {
    const words = problemWords(failure, hub.wordsFor(failure));
    if (failure.code === 'SETTINGS_CHANGED') await refresh();
    if (field) {
      const again =
        failure.code === 'SETTINGS_CHANGED' ? ' Press Enter again to set yours all the same.' : '';
      return patch({ field: { ...field, problem: `${words}${again}`, isSaving: false } });
    }
    const [first] = (failure.facts.missing as { key: string }[] | undefined) ?? [];
    if (first) patch({ cursorId: first.key });
    tell('bad', words);
  };

  const save = async (key: string, value: string | readonly string[], field: PortalField | null = null) => {
    const now = portal();
    if (!now) return;
    if (field) patch({ field: { ...field, problem: null, isSaving: true } });
    const answer = await hub.ask((options) =>
      hub.client.portalSettings.set.mutate(
        { settings: { [key]: value as string | string[] }, ifRevision: now.revision },
        options,
      ),
    );
    if (!answer.ok) return refused(answer.failure, field);
    const { warnings = [], changed: changes } = answer.value;
    // On the screen until somebody moves on: the status line is gone with the next key.
    const text = displayText(warnings.join(' '));
    patch({ field: null, notice: warnings.length > 0 ? { tone: 'warning', text } : null });
    const [changed] = changes;
    await refresh();
    hub.say(
      'good',
      changed ? `${key} is ${displayText(changed.after) || 'empty'} now.` : `${key} was so already.`,
    );
  };

  const openField = (setting: PortalSetting) => {
    const now = portal();
    const isNew = setting.key === 'domain.host' && setting.text === '';
    const text = isNew ? (now?.host ?? '') : setting.text;
    patch({
      notice: null,
      field: {
        purpose: { kind: 'setting', key: setting.key },
        label: setting.key,
        editor: createEditor(text, { singleLine: true }),
        problem: null,
        isSaving: false,
      },
    });
  };
  const pick = (title: string, key: string, choices: Choice[], index: number) =>
    hub.set({
      picker: {
        title,
        purpose: { kind: 'setting', key },
        editor: createEditor('', { singleLine: true }),
        choices,
        index: Math.max(0, index),
      },
    });

  const chooseLists = async (setting: PortalSetting) => {
    const answer = await hub.ask((options) => hub.client.lists.list.query(undefined, options));
    if (!portal()) return;
    if (!answer.ok) return hub.fail(answer.failure);
    const chosen = new Set(listsIn(setting));
    const choices = answer.value.items.map(({ name }) => ({
      label: displayText(name),
      detail: chosen.has(name) ? 'is let in; Enter takes it off' : 'Enter lets it in',
      to: name,
    }));
    if (choices.length === 0)
      return tell('warning', 'There is no contact list yet. In a shell: postern list create NAME');
    pick('Contact lists that are let in', 'lists', choices, 0);
  };

  const chooseForm = async (setting: PortalSetting) => {
    const answer = await hub.ask((options) => hub.client.forms.list.query(undefined, options));
    if (!portal()) return;
    if (!answer.ok) return hub.fail(answer.failure);
    const choices = answer.value.items.map(({ name, inbox, reason }) => ({
      label: displayText(name),
      detail: displayText(reason ?? `tickets go to ${inbox}`),
      to: name,
    }));
    if (choices.length === 0)
      return tell('warning', 'There is no form yet. In a shell: postern form create NAME --inbox INBOX');
    const at = choices.findIndex(({ to }) => to === setting.text);
    pick(setting.about, 'form', choices, at);
  };

  const begin = (setting: PortalSetting): PortalSetting | null => {
    patch({ cursorId: rowIdOf(setting) });
    if (!mayChange()) return null;
    if (setting.command) tell('plain', `In a shell: ${setting.command}`);
    else if (setting.key === 'filter') filter.open();
    else if (setting.key === 'lists') void chooseLists(setting);
    else if (setting.key === 'form') void chooseForm(setting);
    else if (setting.choices) {
      const choices = setting.choices.map((word) => ({ label: word, detail: '', to: word }));
      pick(setting.about, setting.key, choices, setting.choices.indexOf(setting.shown));
    } else if (setting.isLong) return setting;
    else openField(setting);
    return null;
  };

  const verify = async () => {
    const answer = await hub.ask((options) =>
      hub.client.portalSettings.verifyDomain.mutate(undefined, options),
    );
    if (!answer.ok) return refused(answer.failure);
    await refresh();
    hub.say('good', `Customers reach this desk at ${displayText(answer.value.host)}.`);
  };

  const askSwitch = () => {
    const now = portal();
    if (!now || !mayChange()) return;
    // A question whose answer would be refused is no question.
    if (!now.isOn && !now.isReady) return void actions.switchTo('on');
    hub.set({ question: { kind: 'switch', to: now.isOn ? 'off' : 'on', address: now.address } });
  };

  const filter = createFilterPanel(hub, { patch, tell });

  const actions: PortalActions = {
    filter,
    refresh,
    save,
    open() {
      hub.set({ portal: { ...firstPortal }, sight: null });
      void refresh();
    },
    close: () => hub.set({ portal: null }),
    move(by) {
      const now = portal();
      if (!now) return;
      const rows = portalRows(now);
      const at = Math.max(
        0,
        rows.findIndex(({ id }) => id === now.cursorId),
      );
      const row = rows[Math.max(0, Math.min(rows.length - 1, at + by))];
      if (row) patch({ cursorId: row.id, notice: null });
    },
    moveTo(end) {
      const now = portal();
      const row = now && portalRows(now).at(end === 'top' ? 0 : -1);
      if (row) patch({ cursorId: row.id, notice: null });
    },
    toNextOpen() {
      const now = portal();
      if (!now) return;
      const keys = now.items.map(({ key }) => key);
      const at = keys.indexOf(rowAtPortalCursor(now)?.item.key ?? '');
      const inTurn = [...now.items.slice(at + 1), ...now.items.slice(0, at + 1)];
      const next =
        inTurn.find(({ state }) => state === 'missing') ?? inTurn.find(({ state }) => state === 'advice');
      if (!next) return hub.say('good', 'All of it is done.');
      patch({ cursorId: next.key, notice: null });
    },
    act() {
      const now = portal();
      const row = now && rowAtPortalCursor(now);
      if (!now || !row) return null;
      if (row.setting) return begin(row.setting);
      const { item } = row;
      if (item.key === 'switch') askSwitch();
      else if (item.key === 'preview') void actions.preview();
      else if (needsVerifying(item)) {
        if (mayChange()) void verify();
      } else {
        const own = item.key === 'domain' ? 'domain.host' : lineSetting(item);
        const setting = now.settings.find(({ key }) => key === own);
        if (setting) return begin(setting);
        const first = portalRows(now).find((each) => each.setting && each.item.key === item.key);
        if (first) patch({ cursorId: first.id, notice: null });
        else tell('plain', `In a shell: ${item.next ?? 'postern portal status'}`);
      }
      return null;
    },
    async saveField() {
      const field = portal()?.field;
      if (!field || field.isSaving) return;
      const text = textOf(field.editor).trim();
      if (field.purpose.kind === 'filterValue') return filter.valueTyped(field.purpose.template, text);
      if (field.purpose.key === 'filter') return filter.propose(text, field);
      await save(field.purpose.key, text, field);
    },
    cancelField: () => patch({ field: null }),
    take(choice) {
      const { picker } = hub.get();
      hub.set({ picker: null });
      if (picker?.purpose.kind === 'filter') return filter.take(picker.purpose.step, choice);
      if (picker?.purpose.kind !== 'setting') return;
      const { key } = picker.purpose;
      const setting = portal()?.settings.find((each) => each.key === key);
      if (key !== 'lists' || !setting) return void save(key, choice.to);
      const chosen = listsIn(setting);
      const isOn = chosen.includes(choice.to);
      void save(key, isOn ? chosen.filter((name) => name !== choice.to) : [...chosen, choice.to]);
    },
    async switchTo(wanted) {
      const now = portal();
      if (!now) return;
      const answer = await hub.ask((options) =>
        hub.client.portalSettings[wanted].mutate({ ifRevision: now.revision }, options),
      );
      if (!answer.ok) return refused(answer.failure);
      await refresh();
      hub.say(
        'good',
        wanted === 'on'
          ? `The portal is on: ${now.address}`
          : 'The portal is off: customers see a neutral page.',
      );
    },
    async preview() {
      if (hub.get().isReadOnly) return hub.say('warning', 'This inbox is read-only.');
      const answer = await hub.ask((options) => hub.client.preview.start.mutate({}, options));
      if (!answer.ok) return refused(answer.failure);
      await refresh();
      const { address, expiresAt } = answer.value;
      const until = new Date(expiresAt).toTimeString().slice(0, 5);
      tell(
        'good',
        `Open this in your browser and choose a customer there; nothing can be changed in it. It works for you until ${until}.\n${displayText(address)}`,
      );
    },
  };
  return actions;
}

const notAllowed =
  'You need the permission "portal.settings" for this. Ask an administrator of the desk. You may look at everything here.';

function holds(permissions: readonly { permission: string }[]): boolean {
  return permissions.some(({ permission }) => permission === 'portal.settings');
}

function rowIdOf({ key }: PortalSetting): string {
  return key === 'form' || key === 'filter' ? key : `set:${key}`;
}

function listsIn({ text }: PortalSetting): string[] {
  return text === 'none' || text === '' ? [] : text.split(', ');
}
