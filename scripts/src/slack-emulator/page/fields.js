/** The fields of a dialog or an App Home, and what was entered in them so far. */
import { controlNode, initialValue } from './controls.js';
import { el } from './dom.js';

/** What was entered, by view, block and action, so that an update or an error keeps it. */
const drafts = new Map();
/** Options and files that belong to what was entered: their names are not in the value. */
const offered = new Map();

const keyOf = (view, block, element) => `${view.id}/${block.block_id}/${element.action_id}`;

export function forgetDrafts() {
  drafts.clear();
  offered.clear();
}

/** How blocks of this view are drawn: their clicks, their fields, the controls in them. */
export function viewContext(view, { names, act, acting }) {
  const click = (blockId, element, option) =>
    act({
      kind: 'click',
      viewId: view.id,
      blockId,
      actionId: element.action_id,
      option,
      values: valuesOf(view),
    });

  const use = (block, element, more) => {
    const key = keyOf(view, block, element);
    if (!drafts.has(key)) drafts.set(key, initialValue(element));
    return {
      id: `control-${block.block_id}-${element.action_id}`,
      names,
      value: drafts.get(key),
      offered: offered.get(key) ?? [],
      keepOffered: (list) => offered.set(key, list),
      suggest: async (query) => {
        const { block_id: blockId } = block;
        const { action_id: actionId } = element;
        const answer = await acting({ kind: 'suggest', viewId: view.id, blockId, actionId, query });
        if (answer) offered.set(key, [...(offered.get(key) ?? []), ...answer.options]);
        return answer;
      },
      bring: async (files) => (await acting({ kind: 'upload', channel: undefined, files }))?.files,
      change: (value) => drafts.set(key, value),
      ...more,
    };
  };

  return {
    names,
    click,
    /** A menu or picker outside an input block tells the app at once. */
    stateful: (block, element) => {
      const key = keyOf(view, block, element);
      return controlNode(
        element,
        use(block, element, {
          label: element.placeholder?.text ?? element.action_id,
          change: (value) => {
            drafts.set(key, value);
            if (value !== null) click(block.block_id, element, value);
          },
        }),
      );
    },
    input: (block) => inputBlock(view, block, { use, click }),
  };
}

function inputBlock(view, block, { use, click }) {
  const { element } = block;
  const error = view.errors[block.block_id];
  const id = `control-${block.block_id}-${element.action_id}`;
  const isDispatched = block.dispatch_action === true && element.type !== 'plain_text_input';
  const key = keyOf(view, block, element);
  const field = controlNode(
    element,
    use(block, element, {
      label: ['checkboxes', 'radio_buttons', 'multi_static_select'].includes(element.type)
        ? block.label.text
        : undefined,
      invalid: Boolean(error),
      describedBy: error ? `${id}-error` : block.hint ? `${id}-hint` : undefined,
      ...(isDispatched && {
        change: (value) => {
          drafts.set(key, value);
          click(block.block_id, element, value);
        },
      }),
    }),
  );
  return el(
    'div',
    { class: 'b-input' },
    el(
      'label',
      { htmlFor: id },
      block.label.text,
      block.optional && el('span', { class: 'quiet' }, ' (optional)'),
    ),
    field,
    block.dispatch_action === true &&
      element.type === 'plain_text_input' &&
      el(
        'button',
        {
          type: 'button',
          class: 'button',
          onclick: () => click(block.block_id, element, drafts.get(key) ?? ''),
        },
        'Apply',
      ),
    error
      ? el('p', { class: 'field-error', id: `${id}-error`, role: 'alert' }, error)
      : block.hint && el('p', { class: 'quiet', id: `${id}-hint` }, block.hint.text),
  );
}

/** Everything entered in the view, as an act carries it. */
export function valuesOf(view) {
  const values = {};
  for (const block of view.view.blocks) {
    for (const element of [...(block.elements ?? []), block.accessory, block.element]) {
      const key = element && keyOf(view, block, element);
      if (!key || !drafts.has(key)) continue;
      values[block.block_id] = { ...values[block.block_id], [element.action_id]: drafts.get(key) };
    }
  }
  return values;
}
