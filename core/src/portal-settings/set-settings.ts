/** Setting one or several settings of the portal at once. */
import { type AgentContext, inTransaction } from '../context.ts';
import { lackOf } from '../forms/eligibility.ts';
import { readForm } from '../forms/form.ts';
import { rehearseFiling } from '../forms/rehearse-filing.ts';
import { readState } from './settings-state.ts';
import type { SettingDifference } from './settings-table.ts';
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
  const warnings = await warningsAbout(ctx, changed);
  return { revision, changed, invited, ...(warnings.length > 0 && { warnings }) };
}

/** Asked once the change is stored, so that it is about the form and the filter as they are now. */
async function warningsAbout(ctx: AgentContext, changed: SettingDifference[]): Promise<string[]> {
  if (!changed.some(({ key }) => key === 'form' || key === 'filter')) return [];
  const { form } = await readState(ctx.core.db.read);
  const whole = form && (await readForm(ctx.core.db.read, form.id));
  return whole && lackOf(whole) === null ? rehearseFiling(ctx, whole.name) : [];
}
