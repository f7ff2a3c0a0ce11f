/** Draws Block Kit blocks and their buttons and menus. */
import { controlNode, initialValue } from './controls.js';
import { byId, el } from './dom.js';
import { richText, textObject } from './text.js';

/** Asks the question a control brings; resolves to true when the person confirms. */
export function ask(confirm, names) {
  if (!confirm) return Promise.resolve(true);
  const dialog = byId('confirm');
  return new Promise((resolve) => {
    const finish = (answer) => () => {
      dialog.onclose = null;
      dialog.close();
      resolve(answer);
    };
    const isDanger = confirm.style === 'danger';
    dialog.replaceChildren(
      el('h2', { id: 'confirm-title' }, textObject(confirm.title, names)),
      el('div', { class: 'confirm-text' }, textObject(confirm.text, names)),
      el(
        'div',
        { class: 'modal-foot' },
        el('button', { type: 'button', class: 'button', onclick: finish(false) }, confirm.deny.text),
        el(
          'button',
          { type: 'button', class: `button ${isDanger ? 'danger-fill' : 'primary'}`, onclick: finish(true) },
          confirm.confirm.text,
        ),
      ),
    );
    dialog.setAttribute('aria-labelledby', 'confirm-title');
    dialog.onclose = finish(false);
    dialog.showModal();
  });
}

/**
 * Nodes for a list of blocks. `context.click(blockId, element, option)` is called for a chosen control, after its
 * question was confirmed, and returns a promise; the control is busy until it settles.
 */
export function blockNodes(blocks, context) {
  return blocks.map((block) => drawBlock(block, context)).filter(Boolean);
}

function drawBlock(block, context) {
  const { names } = context;
  switch (block.type) {
    case 'header':
      return el('h3', { class: 'b-header' }, textObject(block.text, names));
    case 'section':
      return section(block, context);
    case 'context':
      return el(
        'div',
        { class: 'b-context' },
        block.elements.map((element) => el('span', {}, textObject(element, names))),
      );
    case 'actions':
      return el(
        'div',
        { class: 'b-actions' },
        block.elements.map((element) => control(block, element, context)),
      );
    case 'divider':
      return el('hr', { class: 'b-divider' });
    case 'rich_text':
      return el(
        'div',
        { class: 'b-rich' },
        block.elements.map((part) => richText(part, names)),
      );
    case 'input':
      return context.input ? context.input(block) : null;
    default:
      return el('p', { class: 'b-unknown' }, `A block of type ${block.type}`);
  }
}

function section(block, context) {
  const { names } = context;
  return el(
    'div',
    { class: 'b-section' },
    el(
      'div',
      { class: 'b-section-text' },
      block.text && el('div', {}, textObject(block.text, names)),
      block.fields &&
        el(
          'div',
          { class: 'b-fields' },
          block.fields.map((field) => el('div', { class: 'b-field' }, textObject(field, names))),
        ),
    ),
    block.accessory && control(block, block.accessory, context),
  );
}

function control(block, element, context) {
  if (element.type === 'button') return button(block, element, context);
  if (element.type === 'overflow') return overflow(block, element, context);
  if (context.stateful) return context.stateful(block, element);
  if (element.type === 'static_select') return select(block, element, context);
  const node = controlNode(element, {
    id: `control-${block.block_id}-${element.action_id}`,
    label: element.placeholder?.text ?? element.action_id,
    names: context.names,
    value: initialValue(element),
    offered: [],
    suggest: (query) => context.suggest(block.block_id, element, query),
    change: (value) => value !== null && choose(node, block, element, value, context),
  });
  return node;
}

async function choose(node, block, element, option, context) {
  if (node.ariaBusy === 'true' || !(await ask(element.confirm, context.names))) return false;
  node.ariaBusy = 'true';
  try {
    await context.click(block.block_id, element, option);
  } finally {
    node.ariaBusy = 'false';
  }
  return true;
}

function button(block, element, context) {
  const node = el(
    'button',
    {
      type: 'button',
      class: `button ${element.style ?? ''}`,
      'aria-label': element.accessibility_label,
      'data-action': element.action_id,
      onclick: () => choose(node, block, element, undefined, context),
    },
    element.text.text,
  );
  return node;
}

/** A menu in a message goes back to what it was: the message shows what became of the choice. */
function select(block, element, context) {
  const node = controlNode(element, {
    id: undefined,
    label: element.placeholder?.text,
    value: initialValue(element),
    change: async (chosen) => {
      if (chosen === null || !(await choose(node, block, element, chosen, context))) {
        node.value = initialValue(element) ?? '';
      }
    },
  });
  node.className = 'button b-select';
  return node;
}

function overflow(block, element, context) {
  const menu = el(
    'details',
    { class: 'b-overflow', 'data-action': element.action_id },
    el('summary', { class: 'button', 'aria-label': 'More actions' }, '⋯'),
    el(
      'div',
      { class: 'b-menu' },
      element.options.map((option) =>
        el(
          'button',
          {
            type: 'button',
            onclick: () => {
              menu.open = false;
              return choose(menu, block, element, option.value, context);
            },
          },
          option.text.text,
        ),
      ),
    ),
  );
  return menu;
}
