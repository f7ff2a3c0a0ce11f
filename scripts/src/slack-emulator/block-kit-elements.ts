/** The Block Kit pieces inside blocks, with their limits: text objects, buttons, menus, inputs, rich text. */
import {
  all,
  byType,
  flag,
  isObject,
  list,
  object,
  oneOf,
  type Rule,
  report,
  text,
  whole,
} from './schema.ts';
import type { Json } from './types.ts';

const is = (type: string): Rule => oneOf(type);

/** `plain_text` only. */
export function plainText(max: number): Rule {
  return object({ type: is('plain_text'), text: text(max) }, { emoji: flag });
}

function markdown(max: number): Rule {
  return object({ type: is('mrkdwn'), text: text(max) }, { verbatim: flag });
}

/** `plain_text` or `mrkdwn`. */
export function anyText(max: number): Rule {
  return byType({ plain_text: plainText(max), mrkdwn: markdown(max) });
}

const actionId = text(255);

const confirm = object(
  { title: plainText(100), text: anyText(300), confirm: plainText(30), deny: plainText(30) },
  { style: oneOf('primary', 'danger') },
);

/** Menus take plain options; lists with boxes and circles also take marked-up ones. */
const menuOption = object(
  { text: plainText(75), value: text(150) },
  { description: plainText(75), url: text(3000) },
);
const boxOption = object({ text: anyText(75), value: text(150) }, { description: anyText(75) });
const menuGroup = object({ label: plainText(75), options: list(menuOption, 100) });

/** The options an app may answer a person who types in an external menu. */
export const suggestedOptions = list(menuOption, 100, 0);
export const suggestedGroups = list(menuGroup, 100, 0);

const button = object(
  { type: is('button'), text: plainText(75) },
  {
    action_id: actionId,
    value: text(2000),
    url: text(3000),
    style: oneOf('primary', 'danger'),
    confirm,
    accessibility_label: text(75),
  },
);

const common = { action_id: actionId, confirm, focus_on_load: flag };
const menu = { ...common, placeholder: plainText(150) };

/** What is chosen at first must be one of the options, word for word. */
const initialIsOffered: Rule = (value, at) => {
  if (!isObject(value)) return;
  const groups = Array.isArray(value.option_groups) ? value.option_groups.filter(isObject) : [];
  const lists = [value.options, ...groups.map((group) => group.options)];
  const offered = lists.flatMap((one) => (Array.isArray(one) ? one : [])).map((one) => JSON.stringify(one));
  const initial = [value.initial_option ?? []].flat();
  const initials = Array.isArray(value.initial_options) ? value.initial_options : [];
  for (const one of [...initial, ...initials]) {
    if (!offered.includes(JSON.stringify(one))) report(at, 'initial option must be one of the options');
  }
};

const optionsOrGroups: Rule = (value, at) => {
  const { options, option_groups: groups } = value as Json;
  if ((options === undefined) === (groups === undefined)) {
    report(at, 'must define either options or option_groups');
  }
};

const offered = { options: list(menuOption, 100), option_groups: list(menuGroup, 100) };

const select = all(
  object({ type: is('static_select') }, { ...menu, ...offered, initial_option: menuOption }),
  optionsOrGroups,
  initialIsOffered,
);

const multiSelect = all(
  object(
    { type: is('multi_static_select') },
    { ...menu, ...offered, initial_options: list(menuOption, 100), max_selected_items: whole(1, 100) },
  ),
  optionsOrGroups,
  initialIsOffered,
);

const externalSelect = object(
  { type: is('external_select') },
  { ...menu, initial_option: menuOption, min_query_length: whole(0, 300) },
);

const usersSelect = object({ type: is('users_select') }, { ...menu, initial_user: text(20) });

const overflow = object(
  { type: is('overflow'), options: list(menuOption, 5) },
  { action_id: actionId, confirm },
);

const checkboxes = all(
  object(
    { type: is('checkboxes'), options: list(boxOption, 10) },
    { ...common, initial_options: list(boxOption, 10) },
  ),
  initialIsOffered,
);

const radioButtons = all(
  object(
    { type: is('radio_buttons'), options: list(boxOption, 10) },
    { ...common, initial_option: boxOption },
  ),
  initialIsOffered,
);

function matching(form: RegExp, words: string): Rule {
  return (value, at) => {
    if (typeof value !== 'string' || !form.test(value)) report(at, `must be ${words}`);
  };
}

const datePicker = object(
  { type: is('datepicker') },
  { ...menu, initial_date: matching(/^\d{4}-\d\d-\d\d$/, 'a date in the format YYYY-MM-DD') },
);

const timePicker = object(
  { type: is('timepicker') },
  { ...menu, initial_time: matching(/^\d\d:\d\d$/, 'a time in the format HH:mm'), timezone: text(100) },
);

const dateTimePicker = object(
  { type: is('datetimepicker') },
  { ...common, initial_date_time: whole(1_000_000_000, 9_999_999_999) },
);

const fileInput = object(
  { type: is('file_input') },
  { action_id: actionId, filetypes: list(text(20), 100), max_files: whole(1, 10) },
);

const plainTextInput = object(
  { type: is('plain_text_input') },
  {
    action_id: actionId,
    placeholder: plainText(150),
    initial_value: text(3000, 0),
    multiline: flag,
    min_length: whole(0, 3000),
    max_length: whole(1, 3000),
    focus_on_load: flag,
    dispatch_action_config: object(
      {},
      { trigger_actions_on: list(oneOf('on_enter_pressed', 'on_character_entered'), 2) },
    ),
  },
);

const choosers = {
  static_select: select,
  multi_static_select: multiSelect,
  external_select: externalSelect,
  users_select: usersSelect,
  checkboxes,
  radio_buttons: radioButtons,
  datepicker: datePicker,
  timepicker: timePicker,
  datetimepicker: dateTimePicker,
};

/** What may stand in an actions block or beside a section. */
export const interactiveElement = byType({ button, overflow, ...choosers });

/** What may stand in an input block of the App Home. */
export const homeInputElement = byType({ plain_text_input: plainTextInput, ...choosers });

/** What may stand in an input block of a dialog. */
export const inputElement = byType({
  plain_text_input: plainTextInput,
  file_input: fileInput,
  ...choosers,
});

const style = object({}, { bold: flag, italic: flag, strike: flag, code: flag, underline: flag });

const textElement = object({ type: is('text'), text: text(Number.MAX_SAFE_INTEGER) }, { style });

const linkElement = object(
  { type: is('link'), url: text(3000) },
  { text: text(Number.MAX_SAFE_INTEGER), unsafe: flag, style },
);

const inline = byType({
  text: textElement,
  link: linkElement,
  emoji: object({ type: is('emoji'), name: text(255) }, { unicode: text(255), style }),
  user: object({ type: is('user'), user_id: text(20) }, { style }),
  usergroup: object({ type: is('usergroup'), usergroup_id: text(20) }, { style }),
  channel: object({ type: is('channel'), channel_id: text(20) }, { style }),
  broadcast: object({ type: is('broadcast'), range: oneOf('here', 'channel', 'everyone') }, { style }),
  date: object(
    { type: is('date'), timestamp: whole(0, Number.MAX_SAFE_INTEGER), format: text(255) },
    { url: text(3000), fallback: text(255), style },
  ),
});

const anyNumber = 1000;

const richTextSection = object({
  type: is('rich_text_section'),
  elements: list(inline, anyNumber, 0),
});

/** What may stand directly in a rich_text block. */
export const richTextElement = byType({
  rich_text_section: richTextSection,
  rich_text_list: object(
    {
      type: is('rich_text_list'),
      style: oneOf('bullet', 'ordered'),
      elements: list(richTextSection, anyNumber),
    },
    { indent: whole(0, 8), offset: whole(0, 10_000), border: whole(0, 1) },
  ),
  rich_text_quote: object(
    { type: is('rich_text_quote'), elements: list(inline, anyNumber, 0) },
    { border: whole(0, 1) },
  ),
  rich_text_preformatted: object(
    {
      type: is('rich_text_preformatted'),
      elements: list(byType({ text: textElement, link: linkElement }), anyNumber, 0),
    },
    { border: whole(0, 1) },
  ),
});
