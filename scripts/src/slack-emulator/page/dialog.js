/** The dialog an app has opened: its blocks and fields, errors, submit and close. */
import { blockNodes } from './blocks.js';
import { byId, el } from './dom.js';
import { forgetDrafts, valuesOf, viewContext } from './fields.js';

let shown = '';

/** Shows `view`, or closes the dialog when it is null. Unchanged content is left alone. */
export function showDialog(view, { depth, ...tools }) {
  const dialog = byId('modal');
  const signature = view ? JSON.stringify([view.id, view.hash, view.errors, view.problem, depth]) : '';
  if (signature === shown) return;
  shown = signature;
  if (!view) {
    forgetDrafts();
    dialog.close();
    return;
  }
  dialog.replaceChildren(form(view, depth, tools));
  if (!dialog.open) dialog.showModal();
  (dialog.querySelector('[aria-invalid]') ?? dialog.querySelector('textarea, input, select'))?.focus();
}

function form(view, depth, tools) {
  const { act } = tools;
  const { view: content } = view;
  const close = (all) => act({ kind: 'close', viewId: view.id, all });
  const submit = content.submit && el('button', { class: 'button primary' }, content.submit.text);
  byId('modal').oncancel = (event) => {
    event.preventDefault();
    close(false);
  };
  return el(
    'form',
    {
      class: 'modal-form',
      noValidate: true,
      onsubmit: async (event) => {
        event.preventDefault();
        if (!submit || submit.ariaBusy === 'true') return;
        submit.ariaBusy = 'true';
        try {
          await act({ kind: 'submit', viewId: view.id, values: valuesOf(view) });
        } finally {
          submit.ariaBusy = 'false';
        }
      },
    },
    el(
      'header',
      { class: 'modal-head' },
      depth > 1 &&
        el(
          'button',
          { type: 'button', class: 'icon-button', 'aria-label': 'Back', onclick: () => close(false) },
          '←',
        ),
      el('span', { class: 'avatar avatar-bot', 'aria-hidden': 'true' }),
      el('h2', {}, content.title.text),
      el(
        'button',
        { type: 'button', class: 'icon-button', 'aria-label': 'Close', onclick: () => close(depth > 1) },
        '✕',
      ),
    ),
    el(
      'div',
      { class: 'modal-body' },
      view.problem && el('p', { class: 'problem', role: 'alert' }, view.problem),
      blockNodes(content.blocks, viewContext(view, tools)),
    ),
    el(
      'footer',
      { class: 'modal-foot' },
      el(
        'button',
        { type: 'button', class: 'button', onclick: () => close(false) },
        content.close?.text ?? 'Cancel',
      ),
      submit,
    ),
  );
}
