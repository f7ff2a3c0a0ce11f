/** Setting one or several settings of the portal at once. */
import { type AgentContext, inTransaction } from '../context.ts';
import type { SettingDifference } from './settings-table.ts';
import { settingsWarnings } from './settings-warnings.ts';
import { type SettingsWish, writeSettings } from './write-settings.ts';

export interface SetAnswer {
  revision: number;
  changed: SettingDifference[];
  /** How many contacts are invited by it at once. */
  invited: number;
  /** What would surprise whoever set it, such as a form whose tickets the filter hides. */
  warnings?: string[];
}

/** All or nothing. Throws as `writeSettings` does. */
export async function setSettings(ctx: AgentContext, wish: SettingsWish): Promise<SetAnswer> {
  const { revision, changed, invited } = await inTransaction(ctx, (work) => writeSettings(work, wish));
  const warnings = await settingsWarnings(ctx, { changed, invited });
  return { revision, changed, invited, ...(warnings.length > 0 && { warnings }) };
}
