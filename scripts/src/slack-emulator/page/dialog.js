/** The dialog an app has opened: its blocks and inputs, errors, submit and close. */
import { blockNodes, selectNode } from './blocks.js';
import { byId, el } from './dom.js';

/** What was typed, by dialog, block and action, so that an update or an error keeps it. */
const drafts = new Map();
let shown = '';

/** Shows `view`, or closes the dialog when it is null. Unchanged content is left alone. */
export function showDialog(view, { names, act }) {
  const dialog = byId('modal');
  const signature = view ? JSON.stringify([view.id, view.hash, view.errors, view.problem]) : '';
  if (signature === shown) return;
  shown = signature;
  if (!view) {
    drafts.clear();
    dialog.close();
    return;
  }
  dialog.replaceChildren(form(view, { names, act }));
  if (!dialog.open) dialog.showModal();
  (dialog.querySelector('[aria-invalid]') ?? dialog.querySelector('textarea, input, select'))?.focus();
}

function form(view, { names, act }) {
  const { view: content } = view;
  const close = () => act({ kind: 'close', viewId: view.id });
  const context = {
    names,
    click: (blockId, element, option) =>
      act({ kind: 'click', viewId: view.id, blockId, actionId: element.action_id, option }),
    input: (block) => inputBlock(view, block),
  };
  const submit = content.submit && el('button', { class: 'button primary' }, content.submit.text);
  byId('modal').oncancel = (event) => {
    event.preventDefault();
    close();
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
      el('span', { class: 'avatar avatar-bot', 'aria-hidden': 'true' }),
      el('h2', {}, content.title.text),
      el('button', { type: 'button', class: 'icon-button', 'aria-label': 'Close', onclick: close }, '✕'),
    ),
    el(
      'div',
      { class: 'modal-body' },
      view.problem && el('p', { class: 'problem', role: 'alert' }, view.problem),
      blockNodes(content.blocks, context),
    ),
    el(
      'footer',
      { class: 'modal-foot' },
      el('button', { type: 'button', class: 'button', onclick: close }, content.close?.text ?? 'Cancel'),
      submit,
    ),
  );
}

const draftKey = (view, block) => `${view.id}/${block.block_id}/${block.element.action_id}`;

function valuesOf(view) {
  const inputs = view.view.blocks.filter((block) => block.type === 'input');
  return Object.fromEntries(
    inputs.map((block) => [
      block.block_id,
      { [block.element.action_id]: drafts.get(draftKey(view, block)) ?? null },
    ]),
  );
}

function inputBlock(view, block) {
  const { element } = block;
  const key = draftKey(view, block);
  const id = `input-${block.block_id}`;
  const error = view.errors[block.block_id];
  if (!drafts.has(key)) drafts.set(key, element.initial_value ?? element.initial_option?.value ?? null);
  const properties = {
    id,
    class: 'field',
    value: drafts.get(key) ?? '',
    maxLength: element.max_length ?? 3000,
    placeholder: element.placeholder?.text ?? '',
    'aria-invalid': error ? 'true' : undefined,
    'aria-describedby': error ? `${id}-error` : block.hint ? `${id}-hint` : undefined,
    oninput: (event) => drafts.set(key, event.target.value),
  };
  return el(
    'div',
    { class: 'b-input' },
    el(
      'label',
      { htmlFor: id },
      block.label.text,
      block.optional && el('span', { class: 'quiet' }, ' (optional)'),
    ),
    field(element, properties, drafts.get(key)),
    error
      ? el('p', { class: 'field-error', id: `${id}-error`, role: 'alert' }, error)
      : block.hint && el('p', { class: 'quiet', id: `${id}-hint` }, block.hint.text),
  );
}

function field(element, properties, draft) {
  if (element.type === 'static_select') {
    const { id, oninput } = properties;
    const node = selectNode(element, {
      id,
      oninput,
      class: 'field',
      'aria-invalid': properties['aria-invalid'],
    });
    node.value = draft ?? '';
    return node;
  }
  return element.multiline ? el('textarea', { ...properties, rows: 6 }) : el('input', properties);
}
