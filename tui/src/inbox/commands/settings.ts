/** What the keys do that open a page: history, contact, what the customer sees, the portal's settings. */
import type { Inbox } from '../../store/inbox.ts';
import type { Outside } from '../run-command.ts';

export function settingsCommands({ sight, pages, panel, portal }: Inbox, outside: Pick<Outside, 'editText'>) {
  const change = () => {
    const setting = portal.act();
    if (!setting) return;
    outside.editText({ key: setting.key, about: setting.about, text: setting.text }, (text) => {
      void portal.save(setting.key, text);
    });
  };

  return {
    'ticket.history': () => pages.toggle('history'),
    'ticket.contact': () => {
      if (!panel.toggle()) pages.toggle('contact');
    },
    'sight.open': () => sight.open(),
    'sight.close': () => sight.close(),
    'sight.nextPerson': () => sight.toPerson(1),
    'sight.previousPerson': () => sight.toPerson(-1),
    'portal.open': () => portal.open(),
    'portal.change': change,
    'portal.nextOpen': () => portal.toNextOpen(),
    'portal.preview': () => void portal.preview(),
    'field.save': () => void portal.saveField(),
    'field.cancel': () => portal.cancelField(),
  };
}
