/** Which desk, and the settings of this terminal: two choices, first of what, then of how. Kept in `config.toml` at once. */
import { createEditor } from '../../editor/editor.ts';
import {
  isSettingValue,
  type SettingName,
  settingNames,
  terminalSettings,
} from '../../settings/terminal-settings.ts';
import type { Hub } from '../../store/hub.ts';
import type { Choice } from '../../store/model.ts';
import type { Outside } from '../run-command.ts';

export function terminalSettingsCommands(hub: Hub, { settings, desks }: Pick<Outside, 'settings' | 'desks'>) {
  const ask = (title: string, name: SettingName | null, choices: readonly Choice[], index = 0) =>
    hub.set({
      picker: {
        ...{ title, purpose: { kind: 'terminal', name } as const, choices, index },
        editor: createEditor('', { singleLine: true }),
      },
    });

  return {
    'desk.switch': () => {
      if (desks.names.length === 0)
        return hub.say(
          'plain',
          'There is no other desk. A shell adds one: postern auth login --profile NAME --url URL',
        );
      hub.set({
        picker: {
          ...{ title: 'Go to the desk', purpose: { kind: 'desk' }, index: 0 },
          editor: createEditor('', { singleLine: true }),
          choices: desks.names.map((name) => ({
            label: name,
            detail: desks.hosts?.get(name) ?? '',
            to: name,
          })),
        },
      });
    },
    /** Takes a choice of `desk.switch`. Drafts stay where they are. */
    goToDesk({ to }: Choice) {
      hub.set({ picker: null });
      desks.go(to);
    },
    'settings.open': () => {
      const now = settings.get();
      ask(
        'Settings of this terminal',
        null,
        settingNames.map((name) => ({
          label: name,
          detail: `${now[name]} (${terminalSettings[name].about})`,
          to: name,
        })),
      );
    },
    /** Takes a setting, then what it shall be. */
    async takeSetting(name: SettingName | null, { to }: Choice) {
      hub.set({ picker: null });
      if (name === null) {
        const chosen = to as SettingName;
        const now = settings.get()[chosen];
        const values: readonly string[] = terminalSettings[chosen].values;
        const all = values.includes(now) ? values : [...values, now];
        const choices = all.map((value) => ({
          label: value,
          detail: value === now ? 'as it is' : '',
          to: value,
        }));
        return ask(`${chosen}: ${terminalSettings[chosen].about}`, chosen, choices, all.indexOf(now));
      }
      if (!isSettingValue(name, to)) return;
      const problem = await settings.set(name, to);
      hub.say(problem ? 'warning' : 'good', problem ?? `${name} is ${to}.`);
    },
  };
}
