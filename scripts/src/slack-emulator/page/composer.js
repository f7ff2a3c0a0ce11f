/** The places to write: text, commands with their hints, files, and shortcuts. */
import { byId, el, grow } from './dom.js';
import { readFiles, sizeText } from './files.js';

/** Wires one composer up. `extra()` says where it writes; `commands()` what `/` offers there. */
export function setUpComposer({ form, field, files, hints, act, extra, commands }) {
  let picked = [];

  const send = async (event) => {
    event.preventDefault();
    const text = field.value;
    if (text.trim() === '' && picked.length === 0) return;
    const sending = picked;
    field.value = '';
    keep([]);
    grow(field);
    drawHints();
    const what =
      sending.length > 0
        ? { kind: 'upload', text, files: await readFiles(sending) }
        : { kind: 'message', text };
    const isSent = await act({ ...what, ...extra() });
    if (!isSent && field.value === '' && picked.length === 0) {
      field.value = text;
      keep(sending);
    }
    for (const id of ['scroll', 'thread-scroll']) byId(id).scrollTop = byId(id).scrollHeight;
  };

  function keep(list) {
    picked = list;
    files.hidden = picked.length === 0;
    files.replaceChildren(
      ...picked.map((file) =>
        el(
          'li',
          { class: 'file' },
          el('span', { class: 'file-name' }, file.name, el('span', { class: 'quiet' }, sizeText(file.size))),
          el(
            'button',
            { type: 'button', class: 'tool', onclick: () => keep(picked.filter((one) => one !== file)) },
            'Remove',
          ),
        ),
      ),
    );
  }

  function drawHints() {
    const typed = /^\/\S*$/.test(field.value) ? field.value.toLowerCase() : null;
    const offered = typed === null ? [] : commands().filter(({ command }) => command.startsWith(typed));
    hints.hidden = offered.length === 0;
    hints.replaceChildren(
      ...offered.map(({ command, description, usageHint }) =>
        el(
          'li',
          {},
          el(
            'button',
            {
              type: 'button',
              onclick: () => {
                field.value = `${command} `;
                field.focus();
                drawHints();
              },
            },
            el('strong', {}, command),
            el('span', { class: 'quiet' }, usageHint),
            el('span', {}, description),
          ),
        ),
      ),
    );
  }

  const picker = el('input', {
    type: 'file',
    multiple: true,
    hidden: true,
    'aria-label': 'Files to attach',
    onchange: () => {
      keep([...picked, ...picker.files]);
      picker.value = '';
      field.focus();
    },
  });
  form.prepend(
    picker,
    el(
      'button',
      {
        type: 'button',
        class: 'attach',
        'aria-label': 'Attach files',
        title: 'Attach files',
        onclick: () => picker.click(),
      },
      '+',
    ),
  );
  form.addEventListener('submit', send);
  field.addEventListener('input', () => {
    grow(field);
    drawHints();
  });
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') hints.hidden = true;
    if (event.key === 'Tab' && !hints.hidden && hints.firstChild) {
      event.preventDefault();
      hints.querySelector('button').click();
    }
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) send(event);
  });
}

/** The menu of global shortcuts; it is there when the manifest has some. */
export function drawShortcuts(app, act) {
  const menu = byId('shortcuts');
  const offered = app.shortcuts.filter((one) => one.kind === 'global');
  menu.hidden = offered.length === 0;
  byId('shortcut-acts').replaceChildren(
    ...offered.map((one) =>
      el(
        'button',
        {
          type: 'button',
          title: one.description,
          onclick: () => {
            menu.open = false;
            act({ kind: 'shortcut', name: one.callbackId });
          },
        },
        el('strong', {}, one.name),
        el('span', { class: 'quiet' }, `${one.description} (${app.name})`),
      ),
    ),
  );
}
