/** What the keys do that open a page: history, contact, what the customer sees, the portal's settings. */
import type { Inbox } from '../../store/inbox.ts';
import type { Outside } from '../run-command.ts';
import { leavePages } from './leave-pages.ts';

export function settingsCommands(inbox: Inbox, outside: Pick<Outside, 'editText'>) {
  const { sight, pages, panel, portal } = inbox;
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
    'portal.open': () => {
      if (!inbox.hub.get().portal) leavePages(inbox);
      portal.open();
    },
    'portal.change': change,
    'portal.nextOpen': () => portal.toNextOpen(),
    'portal.preview': () => void portal.preview(),
    'field.save': () => void portal.saveField(),
    'field.cancel': () => portal.cancelField(),
  };
}
