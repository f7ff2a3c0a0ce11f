/** The Block Kit pieces inside blocks, with their limits: text objects, buttons, menus, inputs, rich text. */
import { all, byType, flag, list, object, oneOf, type Rule, report, text, whole } from './schema.ts';

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

const option = object({ text: anyText(75), value: text(150) }, { description: anyText(75), url: text(3000) });

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

const select = all(
  object(
    { type: is('static_select') },
    {
      action_id: actionId,
      placeholder: plainText(150),
      options: list(option, 100),
      option_groups: list(object({ label: plainText(75), options: list(option, 100) }), 100),
      initial_option: option,
      confirm,
      focus_on_load: flag,
    },
  ),
  (value, at) => {
    const { options, option_groups: groups } = value as { options?: unknown; option_groups?: unknown };
    if ((options === undefined) === (groups === undefined)) {
      report(at, 'must define either options or option_groups');
    }
  },
);

const overflow = object({ type: is('overflow'), options: list(option, 5) }, { action_id: actionId, confirm });

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
  },
);

/** What may stand in an actions block or beside a section. */
export const interactiveElement = byType({ button, static_select: select, overflow });

/** What may stand in an input block. */
export const inputElement = byType({ plain_text_input: plainTextInput, static_select: select });

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
