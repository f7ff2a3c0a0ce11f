/** The app's own place: its Home, its messages, and what its manifest offers. */
import { blockNodes } from './blocks.js';
import { byId, el } from './dom.js';
import { viewContext } from './fields.js';

let shown = '';

/** The tabs above the app's place. */
export function drawTabs(app, go) {
  const tabs = byId('tabs');
  tabs.hidden = app.tab === null;
  if (tabs.hidden) return;
  const offered = [app.hasHomeTab && ['home', 'Home'], app.hasMessagesTab && ['messages', 'Messages']].filter(
    Boolean,
  );
  tabs.replaceChildren(
    ...offered.map(([tab, name]) =>
      el(
        'button',
        { type: 'button', class: 'tab', 'aria-pressed': String(tab === app.tab), onclick: () => go(tab) },
        name,
      ),
    ),
  );
}

/** Draws the Home tab; unchanged content is left alone, and with it what is half typed. */
export function drawHome(app, tools) {
  const place = byId('home');
  place.hidden = app.tab !== 'home';
  if (place.hidden) return;
  const { home } = app;
  const signature = JSON.stringify([tools.names.me, home?.id, home?.hash, home?.problem]);
  if (signature === shown) return;
  shown = signature;
  if (!home) {
    place.replaceChildren(
      el(
        'p',
        { class: 'quiet' },
        `${app.name} has published nothing here yet. Its Home appears once the app has heard that you opened it.`,
      ),
    );
    return;
  }
  place.replaceChildren(
    ...(home.problem ? [el('p', { class: 'problem', role: 'alert' }, home.problem)] : []),
    ...blockNodes(home.view.blocks, viewContext(home, tools)),
  );
}
