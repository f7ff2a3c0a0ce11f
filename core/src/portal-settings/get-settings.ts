/** Reading the settings of the portal. */
import type { AgentContext } from '../context.ts';
import type { Setting } from './setting.ts';
import type { SettingValue } from './setting-kinds.ts';
import { readState } from './settings-state.ts';
import { settingsTable } from './settings-table.ts';

export interface SettingView {
  key: string;
  value: SettingValue;
  /** The value as people type it. */
  shown: string;
  about: string;
  /** What it takes, in words. */
  takes: string;
  /** The words there are, where it is one of these alone. */
  choices: readonly string[] | null;
  givenAs: Setting['givenAs'];
}

/** All of them, in their order, with the revision to be named when some of them are set. */
export async function getSettings(ctx: AgentContext): Promise<{ revision: number; items: SettingView[] }> {
  const state = await readState(ctx.core.db.read);
  return {
    revision: state.portal.revision,
    items: settingsTable.map((row) => {
      const { key, about, takes, choices, givenAs } = row;
      const value = row.current(state);
      return { key, value, shown: row.show(value), about, takes, choices, givenAs };
    }),
  };
}
