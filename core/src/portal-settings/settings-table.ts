/**
 * Every setting of the portal: the one table behind commands, help texts, the terminal's screen and the portal as a
 * file. It reads all settings as a plain document and checks a document whole; `write-settings.ts` writes it.
 */
import type { Core, Queries } from '../context.ts';
import { type ErrorCode, PosternError } from '../errors.ts';
import { nearest } from '../query/nearest.ts';
import { attachmentRows } from './attachment-rows.ts';
import { brandRows } from './brand-rows.ts';
import { domainRows } from './domain-rows.ts';
import { portalRows } from './portal-rows.ts';
import type { Setting, SettingsChange } from './setting.ts';
import type { SettingValue } from './setting-kinds.ts';
import type { SettingsState } from './settings-state.ts';

/** In the order in which they are shown. */
export const settingsTable: readonly Setting[] = [
  ...portalRows,
  ...attachmentRows,
  ...brandRows,
  ...domainRows,
];

/** Keys of settings to their values. */
export type SettingsDocument = Record<string, SettingValue>;

/** All settings that belong into a file. What is read so is changed by nothing when it is written again. */
export function readDocument(state: SettingsState): SettingsDocument {
  const inFile = settingsTable.filter(({ isInFile }) => isInFile);
  return Object.fromEntries(inFile.map((row) => [row.key, row.current(state)]));
}

/** What is wrong with one value. */
export interface SettingProblem {
  key: string;
  code: ErrorCode;
  message: string;
  hint: string | null;
}

/** One setting that would get another value; both as people type them. */
export interface SettingDifference {
  key: string;
  before: string;
  after: string;
}

export interface CheckedDocument {
  /** All there are; where there is one, nothing of the document may be written. */
  problems: SettingProblem[];
  differences: SettingDifference[];
  change: SettingsChange;
}

/**
 * Checks a document, or some settings of one, against the desk: every problem at once. Values are read as people type
 * them (`yes`, `a, b`) and as JSON. Throws nothing but what the database does.
 */
export async function checkDocument(
  core: Core,
  queries: Queries,
  state: SettingsState,
  document: Readonly<Record<string, unknown>>,
): Promise<CheckedDocument> {
  const problems: SettingProblem[] = [];
  const wanted = new Map<string, { row: Setting; value: SettingValue }>();
  for (const [key, typed] of Object.entries(document)) {
    try {
      const row = settingNamed(key);
      const value = row.read(typed);
      if (!row.isSame(value, row.current(state))) wanted.set(key, { row, value });
    } catch (error) {
      problems.push(problemOf(key, error));
    }
  }
  const change: SettingsChange = {
    portal: {},
    domain: {},
    brand: { facts: {}, content: {} },
    attachments: {},
    host: null,
    lists: null,
  };
  const after = (key: string) => {
    const change = wanted.get(key);
    return change ? change.value : settingNamed(key).current(state);
  };
  for (const [key, { row, value }] of wanted) {
    try {
      await row.change(value, { core, queries, state, change, after });
    } catch (error) {
      problems.push(problemOf(key, error));
    }
  }
  const differences = [...wanted].map(([key, { row, value }]) => ({
    key,
    before: row.show(row.current(state)),
    after: row.show(value),
  }));
  return { problems, differences, change };
}

/** Throws `BAD_INPUT` naming the nearest one. */
export function settingNamed(key: string): Setting {
  const keys = settingsTable.map((row) => row.key);
  const found = settingsTable.find((row) => row.key === key);
  if (found) return found;
  const guess = nearest(key, keys);
  throw new PosternError(
    'BAD_INPUT',
    `There is no setting "${key}".${guess ? ` Did you mean "${guess}"?` : ''}`,
    { hint: 'See them all: postern portal get' },
  );
}

/** The refusal for problems: one is told as it is, several in one message, each with its own sentence. */
export function refusalOf(problems: readonly SettingProblem[]): PosternError {
  const codes = new Set(problems.map(({ code }) => code));
  const [code = 'BAD_INPUT'] = codes.size === 1 ? codes : [];
  const hints = new Set(problems.map(({ hint }) => hint).filter((hint) => hint !== null));
  return new PosternError(code, problems.map(({ message }) => message).join(' '), {
    hint: [...hints].join('\n'),
    problems,
  });
}

function problemOf(key: string, error: unknown): SettingProblem {
  if (!(error instanceof PosternError)) throw error;
  const { code, message, details } = error;
  return { key, code, message, hint: details.hint ?? null };
}
