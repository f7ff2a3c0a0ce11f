/** Small rules that check a JSON value and report what is wrong with it in Slack's words, with a JSON pointer. */
import type { Json } from './types.ts';

/** Where a value stands and where problems go. */
export interface Place {
  pointer: string;
  problems: string[];
}

export type Rule = (value: unknown, at: Place) => void;

/** Records one problem, worded as Slack words it: `must be less than 3001 characters [json-pointer:/blocks/0/text/text]`. */
export function report(at: Place, message: string): void {
  at.problems.push(`${message} [json-pointer:${at.pointer}]`);
}

export function inside(at: Place, step: string | number): Place {
  return { pointer: `${at.pointer}/${step}`, problems: at.problems };
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A string of `min` to `max` characters. */
export function text(max: number, min = 1): Rule {
  return (value, at) => {
    if (typeof value !== 'string') report(at, 'must provide a string');
    else if (value.length < min) report(at, `must be more than ${min - 1} characters`);
    else if (value.length > max) report(at, `must be less than ${max + 1} characters`);
  };
}

export const flag: Rule = (value, at) => {
  if (typeof value !== 'boolean') report(at, 'must provide a boolean');
};

export function whole(min: number, max: number): Rule {
  return (value, at) => {
    if (!Number.isInteger(value)) report(at, 'must provide an integer');
    else if ((value as number) < min || (value as number) > max) report(at, `must be ${min} to ${max}`);
  };
}

export function oneOf(...allowed: readonly string[]): Rule {
  return (value, at) => {
    if (!allowed.includes(value as string)) report(at, `must be one of: ${allowed.join(', ')}`);
  };
}

/** A list of `min` to `max` items, each following `rule`. */
export function list(rule: Rule, max: number, min = 1): Rule {
  return (value, at) => {
    if (!Array.isArray(value)) return report(at, 'must be an array');
    if (value.length < min) report(at, `must have at least ${min} items`);
    if (value.length > max) report(at, `no more than ${max} items allowed`);
    for (const [index, item] of value.slice(0, max).entries()) rule(item, inside(at, index));
  };
}

/** An object with exactly these fields; fields named in `optional` may be absent. */
export function object(required: Record<string, Rule>, optional: Record<string, Rule> = {}): Rule {
  return (value, at) => {
    if (!isObject(value)) return report(at, 'must provide an object');
    for (const name of Object.keys(required)) {
      if (value[name] === undefined || value[name] === null) report(at, `missing required field: ${name}`);
    }
    for (const [name, field] of Object.entries(value)) {
      const rule = required[name] ?? optional[name];
      if (!rule) report(at, `invalid additional property: ${name}`);
      else if (field !== undefined && field !== null) rule(field, inside(at, name));
    }
  };
}

/** An object whose `type` chooses the rule. */
export function byType(rules: Record<string, Rule>): Rule {
  return (value, at) => {
    if (!isObject(value)) return report(at, 'must provide an object');
    if (typeof value.type !== 'string') return report(at, 'missing required field: type');
    const rule = Object.hasOwn(rules, value.type) ? rules[value.type] : undefined;
    if (!rule) return report(inside(at, 'type'), `unsupported type: ${value.type}`);
    rule(value, at);
  };
}

/** Several rules on the same value. */
export function all(...rules: readonly Rule[]): Rule {
  return (value, at) => {
    for (const rule of rules) rule(value, at);
  };
}
