/** Reading the settings of the portal. */
import type { AgentContext } from '../context.ts';
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
}

/** All of them, in their order, with the revision to be named when some of them are set. */
export async function getSettings(ctx: AgentContext): Promise<{ revision: number; items: SettingView[] }> {
  const state = await readState(ctx.core.db.read);
  return {
    revision: state.portal.revision,
    items: settingsTable.map((row) => {
      const value = row.current(state);
      return { key: row.key, value, shown: row.show(value), about: row.about, takes: row.takes };
    }),
  };
}
