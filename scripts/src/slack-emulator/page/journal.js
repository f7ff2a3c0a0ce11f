/** The drawer that shows what passes between the app and the emulator. */
import { byId, el, show } from './dom.js';

const kinds = [
  'call',
  'event',
  'delivery',
  'ack',
  'interaction',
  'timeout',
  'lost',
  'socket',
  'fault',
  'act',
  'warning',
  'defect',
];
/** What the app's next call may suffer, by the name the control API gives it. */
const faults = {
  rateLimited: 'too many calls (429)',
  http500: 'server error (500)',
  resetBeforeAccept: 'reset, nothing done',
  resetAfterAccept: 'done, answer lost',
  lateAccept: 'reset, done later',
  slow: 'slow',
  wrongJson: 'broken JSON',
  html: 'a web page',
  refused: 'internal_error',
};

const time = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });
const shownEntries = 200;

/** Wires the drawer up. Returns `update`, to be called when something changed; closed, it fetches nothing. */
export function setUpJournal({ load, act, setFaults, onToggle }) {
  const drawer = byId('journal');
  const kind = byId('journal-kind');
  let isDown = false;
  let hasToken = true;
  const fault = byId('fault');
  fault.append(
    el('option', { value: '' }, 'Next call fails…'),
    ...Object.entries(faults).map(([name, text]) => el('option', { value: name }, text)),
  );
  fault.addEventListener('change', () => {
    setFaults({ kind: fault.value });
    fault.value = '';
  });
  kind.append(
    el('option', { value: '' }, 'everything'),
    ...kinds.map((one) => el('option', { value: one }, one)),
  );

  async function update(screen) {
    if (screen) {
      isDown = screen.isDown;
      byId('down').ariaPressed = String(isDown);
      byId('down').textContent = isDown ? 'Bring Slack back' : 'Slack down';
      hasToken = screen.tokenTrouble === null;
      byId('token').ariaPressed = String(!hasToken);
      byId('token').textContent = hasToken ? 'Revoke token' : 'Install again';
      byId('uninstall').hidden = !hasToken;
    }
    if (drawer.hidden) return;
    const { entries, defects } = await load(kind.value);
    byId('journal-note').textContent =
      defects === 0 ? 'No defects' : `${defects} defect${defects === 1 ? '' : 's'}`;
    byId('journal-note').title = 'Defects are what the app did that real Slack may not forgive.';
    show(byId('entries'), entries.slice(-shownEntries).reverse(), {
      key: (one) => String(one.seq),
      render: entry,
    });
  }

  function toggle(isOpen) {
    drawer.hidden = !isOpen;
    byId('journal-button').ariaExpanded = String(isOpen);
    onToggle();
    update();
  }

  byId('journal-button').addEventListener('click', () => toggle(drawer.hidden));
  byId('journal-close').addEventListener('click', () => toggle(false));
  kind.addEventListener('change', () => update());
  byId('down').addEventListener('click', () => setFaults({ down: !isDown }));
  byId('token').addEventListener('click', () => act({ kind: hasToken ? 'revokeToken' : 'reinstall' }));
  byId('uninstall').addEventListener('click', () => act({ kind: 'uninstall' }));
  byId('refresh').addEventListener('click', () => act({ kind: 'refreshSockets' }));
  return update;
}

function entry(one) {
  const head = [
    el('time', { dateTime: one.at }, time.format(new Date(one.at))),
    el('span', { class: `kind kind-${one.kind}` }, one.kind),
    el('span', { class: 'summary' }, one.summary),
  ];
  if (one.detail === undefined) return el('li', { class: 'entry' }, el('div', { class: 'entry-head' }, head));
  const details = el('details', {}, el('summary', { class: 'entry-head' }, head));
  // Payloads are long; they are written out only when someone looks.
  details.addEventListener('toggle', () => {
    if (details.open && details.children.length === 1) {
      details.append(el('pre', {}, JSON.stringify(one.detail, null, 2)));
    }
  });
  return el('li', { class: 'entry' }, details);
}
