/** Block Kit's controls as the browser's own: menus, boxes, dates, files. */
import { el } from './dom.js';
import { readFiles, sizeText } from './files.js';
import { textObject } from './text.js';

/** What a control holds before anybody touched it, as an act carries it. */
export function initialValue(element) {
  const { initial_option: option, initial_options: options } = element;
  if (options) return options.map((one) => one.value);
  const plain = element.initial_value ?? element.initial_date ?? element.initial_time ?? element.initial_user;
  return plain ?? element.initial_date_time ?? option?.value ?? null;
}

/**
 * The node for one control that holds something. `use` has `id`, `value`, `change(value)`, `names`, `invalid`,
 * `describedBy`, and for menus filled by the app `suggest(query)`, for files `bring(files)`.
 */
export function controlNode(element, use) {
  const draw = kinds[element.type];
  return draw ? draw(element, use) : el('p', { class: 'b-unknown' }, `A control of type ${element.type}`);
}

const common = (element, use) => ({
  id: use.id,
  class: 'field',
  'data-action': element.action_id,
  'aria-label': use.label,
  'aria-invalid': use.invalid ? 'true' : undefined,
  'aria-describedby': use.describedBy,
});

function textInput(element, use) {
  const properties = {
    ...common(element, use),
    value: use.value ?? '',
    maxLength: element.max_length ?? 3000,
    placeholder: element.placeholder?.text ?? '',
    oninput: (event) => use.change(event.target.value),
  };
  return element.multiline ? el('textarea', { ...properties, rows: 6 }) : el('input', properties);
}

function optionNodes(element) {
  const nodes = (options) => options.map((one) => el('option', { value: one.value }, one.text.text));
  if (!element.option_groups) return nodes(element.options);
  return element.option_groups.map((group) =>
    el('optgroup', { label: group.label.text }, nodes(group.options)),
  );
}

function menuOf(options) {
  return (element, use) => {
    const node = el(
      'select',
      { ...common(element, use), onchange: () => use.change(node.value || null) },
      el('option', { value: '' }, element.placeholder?.text ?? 'Choose an option'),
      options(element, use),
    );
    node.value = use.value ?? '';
    return node;
  };
}

const peopleOptions = (_element, use) =>
  use.names.people
    .filter((one) => !one.isDeleted)
    .map((one) => el('option', { value: one.id }, one.realName));

/** Boxes or circles with their texts; the choice is a list for boxes, one value for circles. */
function choices(type) {
  return (element, use) => {
    const isMany = type === 'checkbox';
    const chosen = new Set([use.value ?? []].flat());
    const options = element.options ?? element.option_groups.flatMap((group) => group.options);
    const read = () => [...group.querySelectorAll('input:checked')].map((input) => input.value);
    const group = el(
      'div',
      { ...common(element, use), class: 'choices', role: isMany ? 'group' : 'radiogroup' },
      options.map((option) =>
        el(
          'label',
          { class: 'choice' },
          el('input', {
            type,
            name: `${use.id}-choice`,
            value: option.value,
            checked: chosen.has(option.value),
            onchange: () => use.change(isMany ? read() : read()[0]),
          }),
          el(
            'span',
            {},
            textObject(option.text, use.names),
            option.description && el('span', { class: 'quiet' }, textObject(option.description, use.names)),
          ),
        ),
      ),
    );
    return group;
  };
}

const two = (number) => String(number).padStart(2, '0');

function localMoment(seconds) {
  const at = new Date(Number(seconds) * 1000);
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

function picker(type, { shown = (value) => value, kept = (value) => value } = {}) {
  return (element, use) =>
    el('input', {
      ...common(element, use),
      type,
      value: use.value ? shown(use.value) : '',
      onchange: (event) => use.change(event.target.value === '' ? null : kept(event.target.value)),
    });
}

/** A menu whose options the app gives while one types. */
function externalMenu(element, use) {
  const list = el('ul', { class: 'suggestions' });
  const known = new Map(
    element.initial_option ? [[element.initial_option.value, element.initial_option]] : [],
  );
  for (const option of use.offered) known.set(option.value, option);
  const choose = (option) => {
    field.value = option.text.text;
    list.replaceChildren();
    use.change(option.value);
  };
  let asked = 0;
  const ask = async () => {
    asked += 1;
    const mine = asked;
    const answer = await use.suggest(field.value);
    if (mine !== asked) return;
    const options = answer?.options ?? [];
    const nothing = answer?.needs
      ? `Type at least ${answer.needs} letters.`
      : (answer?.problem ?? 'Nothing found.');
    list.replaceChildren(
      ...(options.length > 0
        ? options.map((option) =>
            el(
              'li',
              {},
              el(
                'button',
                { type: 'button', onclick: () => choose(option) },
                option.text.text,
                option.description && el('span', { class: 'quiet' }, option.description.text),
              ),
            ),
          )
        : [el('li', { class: 'quiet' }, nothing)]),
    );
  };
  const field = el('input', {
    ...common(element, use),
    autocomplete: 'off',
    placeholder: element.placeholder?.text ?? 'Type to search',
    value: known.get(use.value)?.text.text ?? '',
    oninput: () => {
      use.change(null);
      ask();
    },
    onfocus: () => {
      if ((element.min_query_length ?? 3) === 0 && field.value === '') ask();
    },
  });
  return el('div', { class: 'external' }, field, list);
}

function fileInput(element, use) {
  const list = el('ul', { class: 'files' });
  let files = use.offered;
  const drawList = () => {
    list.replaceChildren(
      ...files.map((file) =>
        el(
          'li',
          { class: 'file' },
          el('span', { class: 'file-name' }, file.name, el('span', { class: 'quiet' }, sizeText(file.size))),
          el(
            'button',
            { type: 'button', class: 'tool', onclick: () => keep(files.filter((one) => one !== file)) },
            'Remove',
          ),
        ),
      ),
    );
  };
  const keep = (left) => {
    files = left;
    use.keepOffered(left);
    use.change(left.map((file) => file.id));
    drawList();
  };
  const node = el('input', {
    ...common(element, use),
    type: 'file',
    multiple: (element.max_files ?? 10) > 1,
    accept: (element.filetypes ?? []).map((type) => `.${type}`).join(','),
    onchange: async () => {
      const picked = [...node.files];
      const ids = await use.bring(await readFiles(picked));
      node.value = '';
      if (ids) keep([...files, ...picked.map(({ name, size }, at) => ({ id: ids[at], name, size }))]);
    },
  });
  drawList();
  return el('div', { class: 'file-field' }, node, list);
}

const kinds = {
  plain_text_input: textInput,
  static_select: menuOf(optionNodes),
  external_select: externalMenu,
  users_select: menuOf(peopleOptions),
  multi_static_select: choices('checkbox'),
  checkboxes: choices('checkbox'),
  radio_buttons: choices('radio'),
  datepicker: picker('date'),
  timepicker: picker('time'),
  datetimepicker: picker('datetime-local', {
    shown: localMoment,
    kept: (value) => String(Math.floor(new Date(value).getTime() / 1000)),
  }),
  file_input: fileInput,
};
