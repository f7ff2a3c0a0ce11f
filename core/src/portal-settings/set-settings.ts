/** Setting one or several settings of the portal at once. */
import { type AgentContext, inTransaction } from '../context.ts';
import type { SettingDifference } from './settings-table.ts';
import { type SettingsWish, writeSettings } from './write-settings.ts';

export interface SetAnswer {
  revision: number;
  changed: SettingDifference[];
  /** How many contacts are invited by it at once. */
  invited: number;
}

/** All or nothing. Throws as `writeSettings` does. */
export async function setSettings(ctx: AgentContext, wish: SettingsWish): Promise<SetAnswer> {
  const { revision, changed, invited } = await inTransaction(ctx, (work) => writeSettings(work, wish));
  return { revision, changed, invited };
}
