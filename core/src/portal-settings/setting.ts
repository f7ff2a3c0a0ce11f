/** What one setting of the portal is: how it is named, read, shown, and what it changes. */
import type { Prisma } from '@postern/prisma';
import type { BrandChange } from '../brand/brand.ts';
import type { Core, Queries } from '../context.ts';
import type { AttachmentLimits } from '../files/attachment-limits.ts';
import type { Kind, SettingValue } from './setting-kinds.ts';
import type { SettingsState } from './settings-state.ts';

/** What a change of settings comes to, collected before anything is written. */
export interface SettingsChange {
  portal: Prisma.PortalUncheckedUpdateInput;
  domain: Prisma.DomainUncheckedUpdateInput;
  /** The host of the domain to live on from now on. */
  host: string | null;
  brand: BrandChange;
  attachments: Partial<AttachmentLimits>;
  /** The ids of the lists to be let in from now on. */
  lists: string[] | null;
}

/** What a setting may look at when its value is checked. */
export interface Around {
  core: Core;
  queries: Queries;
  state: SettingsState;
  change: SettingsChange;
  /** The value of another setting as it will be after this change. */
  after(key: string): SettingValue;
}

export interface SettingRow<V extends SettingValue> {
  key: string;
  about: string;
  kind: Kind<V>;
  /** Whether the portal as a file holds it. */
  isInFile?: boolean;
  current(state: SettingsState): V;
  /** Whether two values are one; by what they hold unless said otherwise. */
  isSame?(a: V, b: V): boolean;
  /** Checks the value against the desk and adds what it changes. Throws a refusal in words. */
  change(value: V, around: Around): Promise<void> | void;
}

/** A row of the table, whatever the type of its value. */
export interface Setting {
  readonly key: string;
  readonly about: string;
  readonly takes: string;
  readonly choices: readonly string[] | null;
  readonly givenAs: 'line' | 'lines' | 'picture';
  readonly isInFile: boolean;
  read(value: unknown): SettingValue;
  show(value: SettingValue): string;
  isSame(a: SettingValue, b: SettingValue): boolean;
  current(state: SettingsState): SettingValue;
  change(value: SettingValue, around: Around): Promise<void>;
}

/** Puts a row into the table. Its `show` and `change` get only what its own `read` or `current` gave. */
export function setting<V extends SettingValue>(row: SettingRow<V>): Setting {
  return {
    key: row.key,
    about: row.about,
    takes: row.kind.takes,
    choices: row.kind.choices ?? null,
    givenAs: row.kind.givenAs ?? 'line',
    isInFile: row.isInFile ?? true,
    read: (value) => row.kind.read(value, row.key),
    show: (value) => row.kind.show(value as V),
    isSame: (a, b) => (row.isSame ? row.isSame(a as V, b as V) : JSON.stringify(a) === JSON.stringify(b)),
    current: row.current,
    change: async (value, around) => row.change(value as V, around),
  };
}
