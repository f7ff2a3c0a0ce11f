/** The portal screen as a value: the checklist, the settings under it, and what is being changed. */
import type { Outputs } from '@postern/core/client';
import { displayText } from '@postern/core/words';
import type { EditorState } from '../editor/editor.ts';
import type { Status } from './model.ts';

/** A line of the checklist. Every text is safe to print. */
export interface PortalItem {
  key: string;
  label: string;
  /** Null for a heading that keeps nothing from being switched on. */
  state: 'done' | 'missing' | 'advice' | null;
  detail: string;
  /** The shell command that does the same. */
  next: string | null;
}

export interface PortalSetting {
  key: string;
  /** As people type it, on one line. */
  shown: string;
  /** The value itself, for editing: shown through an editor or `shown` only. */
  text: string;
  about: string;
  takes: string;
  /** The words it can be, where there are only these. */
  choices: readonly string[] | null;
  /** Whether it is several lines long. */
  isLong: boolean;
  /** The shell command, where a file is needed that this screen cannot read. */
  command: string | null;
}

/** What the one-line field is for: a setting, or the value of a filter that is being picked. */
export type FieldPurpose = { kind: 'setting'; key: string } | { kind: 'filterValue'; template: string };

export interface PortalField {
  purpose: FieldPurpose;
  label: string;
  editor: EditorState;
  problem: string | null;
  isSaving: boolean;
}

export interface PortalScreen {
  title: string;
  address: string;
  isOn: boolean;
  isReady: boolean;
  revision: number;
  items: readonly PortalItem[];
  settings: readonly PortalSetting[];
  /** The host there is to connect. */
  host: string;
  /** Whether the signed-in agent may change anything. */
  mayChange: boolean;
  /** False until the first answer. */
  isLoaded: boolean;
  /** The row under the cursor, by its id. */
  cursorId: string;
  field: PortalField | null;
  /** What the person has to read before going on; in place of the row's explanation. */
  notice: { tone: Status['tone']; text: string } | null;
}

/** A row: a line of the checklist, or a setting under it. */
export type PortalRow =
  | { id: string; item: PortalItem; setting?: undefined }
  | { id: string; item: PortalItem; setting: PortalSetting };

/** Before the first answer. */
export const firstPortal: PortalScreen = {
  title: '',
  address: '',
  isOn: false,
  isReady: false,
  revision: 0,
  items: [],
  settings: [],
  host: '',
  mayChange: true,
  isLoaded: false,
  cursorId: 'domain',
  field: null,
  notice: null,
};

/** What the desk told, made safe to print. */
export function toPortal(
  before: PortalScreen,
  told: {
    status: Outputs['portalSettings']['status'];
    settings: Outputs['portalSettings']['get'];
    host: string;
    mayChange: boolean;
  },
): PortalScreen {
  const { status, settings, host, mayChange } = told;
  return {
    ...before,
    title: displayText(status.title),
    address: displayText(status.address),
    isOn: status.isOn,
    isReady: status.isReady,
    revision: status.revision,
    items: status.items.map(({ key, label, state, detail, next }) => ({
      key,
      label,
      state,
      detail: displayText(detail),
      next: next && displayText(next),
    })),
    settings: settings.items.map(({ key, shown, value, about, takes, choices, givenAs }) => ({
      key,
      shown: displayText(shown),
      text: value === null ? '' : shown,
      about: displayText(about),
      takes: displayText(takes),
      choices,
      command: givenAs === 'picture' ? `postern portal brand set ${key.replace('brand.', '')}=@FILE` : null,
      isLong: givenAs === 'lines',
    })),
    host: displayText(host),
    mayChange,
    isLoaded: true,
  };
}

const places: readonly [RegExp, string][] = [
  [/^(title|slug|domain\.host|domain\.language)$/, 'domain'],
  [/^(sign-in|domain\.self-registration)$/, 'sign-in'],
  [/^(audience|lists|invitation\..*)$/, 'audience'],
  [/consent/, 'consent'],
  [/^(brand\b|powered-by)/, 'brand'],
  [/^form\b/, 'form'],
  [/\bkb\b/, 'kb'],
  [/^filter$/, 'filter'],
];

/** The line of the knowledge base where the portal does not lead to it, so that nothing has to be done about it. */
const knowledgeBase: PortalItem = {
  key: 'kb',
  label: 'Knowledge base',
  state: null,
  detail: '',
  next: null,
};
const more: PortalItem = { key: 'more', label: 'More', state: null, detail: '', next: null };

function placeOf(key: string): string {
  return places.find(([pattern]) => pattern.test(key))?.[1] ?? 'more';
}

/** All rows in their order. A setting with the name of its line stands in that line. */
export function portalRows({ items, settings }: PortalScreen): PortalRow[] {
  const lines = items.flatMap((item) => {
    if (item.key !== 'filter') return [item];
    return [...(items.some(({ key }) => key === 'kb') ? [] : [knowledgeBase]), more, item];
  });
  return lines.flatMap((item): PortalRow[] => {
    const under = settings.filter(({ key }) => placeOf(key) === item.key && key !== lineSetting(item));
    if (item.state === null && under.length === 0) return [];
    return [{ id: item.key, item }, ...under.map((setting) => ({ id: `set:${setting.key}`, item, setting }))];
  });
}

/** The setting that a line of the checklist is itself. */
export function lineSetting({ key }: PortalItem): string | null {
  return key === 'form' || key === 'filter' ? key : null;
}

export function rowAtPortalCursor(portal: PortalScreen): PortalRow | undefined {
  const rows = portalRows(portal);
  return rows.find(({ id }) => id === portal.cursorId) ?? rows[0];
}

/** What Enter does on a row, in words. */
export function enterWords(row: PortalRow): string {
  const { item, setting } = row;
  if (setting?.command) return 'see the command';
  if (setting)
    return setting.choices || setting.key === 'lists'
      ? 'choose'
      : setting.isLong
        ? 'write it in your editor ($EDITOR)'
        : 'change it';
  switch (item.key) {
    case 'switch':
      return item.state === 'done' ? 'switch the portal off' : 'switch the portal on';
    case 'preview':
      return 'get the address of a preview';
    case 'filter':
      return 'choose which tickets the portal shows';
    case 'form':
      return 'choose the form';
    case 'domain':
      return needsVerifying(item) ? 'find out whether customers reach the desk there' : 'name the domain';
    default:
      return 'go to its settings';
  }
}

/** Whether the domain is named and only has to be verified. */
export function needsVerifying({ key, next }: PortalItem): boolean {
  return key === 'domain' && (next?.includes('domain verify') ?? false);
}
