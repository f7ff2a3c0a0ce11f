/** Checks messages' blocks and dialogs against Block Kit's limits, as strictly as Slack does. */
import {
  anyText,
  homeInputElement,
  inputElement,
  interactiveElement,
  plainText,
  richTextElement,
  suggestedGroups,
  suggestedOptions,
} from './block-kit-elements.ts';
import {
  all,
  byType,
  flag,
  inside,
  isObject,
  list,
  object,
  oneOf,
  type Place,
  type Rule,
  report,
  text,
} from './schema.ts';
import type { Json } from './types.ts';

const blockId = { block_id: text(255, 0) };

function block(type: string, required: Record<string, Rule>, optional: Record<string, Rule> = {}): Rule {
  return object({ type: oneOf(type), ...required }, { ...blockId, ...optional });
}

const messageBlocks: Record<string, Rule> = {
  header: block('header', { text: plainText(150) }),
  section: all(
    block(
      'section',
      {},
      {
        text: anyText(3000),
        fields: list(anyText(2000), 10),
        accessory: interactiveElement,
        expand: flag,
      },
    ),
    (value, at) => {
      if (!isObject(value) || value.text || value.fields) return;
      report(at, 'must define either text or fields');
    },
  ),
  context: block('context', { elements: list(anyText(3000), 10) }),
  actions: all(block('actions', { elements: list(interactiveElement, 25) }), uniqueActionIds),
  divider: block('divider', {}),
  rich_text: block('rich_text', { elements: list(richTextElement, 1000, 0) }),
};

function withInputs(element: Rule): Record<string, Rule> {
  const input = block(
    'input',
    { label: plainText(2000), element },
    { hint: plainText(2000), optional: flag, dispatch_action: flag },
  );
  return { ...messageBlocks, input };
}

function uniqueActionIds(value: unknown, at: Place): void {
  if (!isObject(value) || !Array.isArray(value.elements)) return;
  const seen = new Set<unknown>();
  value.elements.filter(isObject).forEach((element, index) => {
    if (element.action_id === undefined) return;
    if (seen.has(element.action_id)) {
      report(
        inside(inside(at, 'elements'), index),
        `\`action_id\` already exists: ${String(element.action_id)}`,
      );
    }
    seen.add(element.action_id);
  });
}

function uniqueBlockIds(value: unknown, at: Place): void {
  if (!Array.isArray(value)) return;
  const seen = new Set<unknown>();
  value.filter(isObject).forEach((one, index) => {
    if (!one.block_id) return;
    if (seen.has(one.block_id)) {
      report(inside(inside(at, index), 'block_id'), `\`block_id\` already exists: ${String(one.block_id)}`);
    }
    seen.add(one.block_id);
  });
}

function problemsOf(rule: Rule, value: unknown, pointer: string): string[] {
  const problems: string[] = [];
  rule(value, { pointer, problems });
  return problems;
}

/** Everything wrong with a message's blocks; empty when Slack would take them. At most 50 blocks. */
export function messageProblems(blocks: readonly unknown[]): string[] {
  return problemsOf(all(list(byType(messageBlocks), 50, 0), uniqueBlockIds), blocks, '/blocks');
}

const modal = object(
  {
    type: oneOf('modal'),
    title: plainText(24),
    blocks: all(list(byType(withInputs(inputElement)), 100), uniqueBlockIds),
  },
  {
    submit: plainText(24),
    close: plainText(24),
    private_metadata: text(3000, 0),
    callback_id: text(255, 0),
    external_id: text(255, 0),
    clear_on_close: flag,
    notify_on_close: flag,
    submit_disabled: flag,
  },
);

const home = object(
  {
    type: oneOf('home'),
    blocks: all(list(byType(withInputs(homeInputElement)), 100, 0), uniqueBlockIds),
  },
  { private_metadata: text(3000, 0), callback_id: text(255, 0), external_id: text(255, 0) },
);

/** Everything wrong with an app's answer to a person typing in an external menu. */
export function problemsOfSuggestions(answer: unknown): string[] {
  const rule = object({}, { options: suggestedOptions, option_groups: suggestedGroups });
  const problems = problemsOf(rule, answer, '');
  const { options, option_groups: groups } = isObject(answer) ? answer : {};
  if ((options === undefined) === (groups === undefined)) {
    problems.push('must answer either options or option_groups');
  }
  return problems;
}

/** Everything wrong with an App Home; empty when Slack would show it. */
export function homeProblems(view: unknown): string[] {
  return problemsOf(home, view, '/view');
}

/** Everything wrong with a dialog; empty when Slack would open it. A dialog with inputs needs a submit button. */
export function viewProblems(view: unknown): string[] {
  const problems = problemsOf(modal, view, '/view');
  const blocks = isObject(view) && Array.isArray(view.blocks) ? view.blocks : [];
  const hasInput = blocks.some((one) => isObject(one) && one.type === 'input');
  if (hasInput && !(view as Json).submit) {
    problems.push(
      '`submit` is required when an `input` block is within the `blocks` array [json-pointer:/view]',
    );
  }
  return problems;
}

/** The characters of all texts in the blocks; Slack refuses a message above about 13,000 of them. */
export function textLength(part: unknown): number {
  if (Array.isArray(part)) return part.reduce((sum, item) => sum + textLength(item), 0);
  if (!isObject(part)) return 0;
  return Object.entries(part).reduce(
    (sum, [name, value]) =>
      sum + (name === 'text' && typeof value === 'string' ? value.length : textLength(value)),
    0,
  );
}
