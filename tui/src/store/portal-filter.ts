/** The panel for the portal's filter: property, criterion and value one after the other, or a query of one's own. */
import type { Failure, FilterField } from '@postern/core/client';
import { displayText } from '@postern/core/words';
import { createEditor } from '../editor/editor.ts';
import type { Hub } from './hub.ts';
import type { Choice, Status } from './model.ts';
import type { PortalField, PortalScreen } from './portal-model.ts';

/** Where in the panel a choice is made. */
export type FilterStep =
  | { kind: 'property' }
  | { kind: 'criterion'; field: FilterField }
  | { kind: 'value'; template: string }
  | { kind: 'join'; query: string };

export interface FilterPanel {
  open(): void;
  take(step: FilterStep, choice: Choice): void;
  /** A value that was typed because there is no list of them. */
  valueTyped(template: string, text: string): void;
  /** Says what the query would change, and asks; on a refusal it stays in the field. */
  propose(query: string, field?: PortalField): Promise<void>;
  /** Back to the query, to be written further. */
  write(query: string, problem?: string | null): void;
}

/** Choices of the panel that are no property. */
const asQuery = ' query';
const everything = ' everything';

export function createFilterPanel(
  hub: Hub,
  screen: {
    patch(change: Partial<PortalScreen>): void;
    tell(tone: Status['tone'], text: string): void;
  },
): FilterPanel {
  let fields: readonly FilterField[] = [];

  const pick = (title: string, step: FilterStep, choices: Choice[]) =>
    hub.set({
      picker: {
        title,
        purpose: { kind: 'filter', step },
        editor: createEditor('', { singleLine: true }),
        choices,
        index: 0,
      },
    });
  const field = (purpose: PortalField['purpose'], label: string, text: string, problem: string | null) =>
    screen.patch({
      notice: null,
      field: { purpose, label, editor: createEditor(text, { singleLine: true }), problem, isSaving: false },
    });
  const present = () => hub.get().portal?.settings.find(({ key }) => key === 'filter')?.text ?? '';

  const made = (query: string) => {
    const before = present();
    if (before === '') return void panel.propose(query);
    pick('The filter there is', { kind: 'join', query }, [
      { label: 'Instead of it', detail: query, to: query },
      { label: 'And this too', detail: `(${before}) ${query}`, to: `(${before}) ${query}` },
    ]);
  };

  const panel: FilterPanel = {
    open() {
      void hub
        .ask((options) => hub.client.portalSettings.filterFields.query(undefined, options))
        .then((answer) => {
          if (!hub.get().portal) return;
          if (!answer.ok) return hub.fail(answer.failure);
          fields = answer.value.items;
          pick('Filter: which property', { kind: 'property' }, [
            ...fields.map(({ field: name, label, takes }) => ({
              label: displayText(label),
              detail: displayText(takes),
              to: name,
            })),
            { label: 'Write a query', detail: 'from the one there is', to: asQuery },
            { label: 'Every ticket', detail: 'no filter', to: everything },
          ]);
        });
    },
    take(step, choice) {
      if (step.kind === 'join') return void panel.propose(choice.to);
      if (step.kind === 'value') return made(composed(step.template, choice.to));
      if (step.kind === 'criterion') {
        const { label, values, takes } = step.field;
        const title = `${displayText(label)} ${choice.label}`;
        if (!values)
          return field({ kind: 'filterValue', template: choice.to }, `${title} (${takes})`, '', null);
        return pick(
          title,
          { kind: 'value', template: choice.to },
          values.map((value) => ({ label: displayText(value), detail: '', to: value })),
        );
      }
      if (choice.to === asQuery) return panel.write(present());
      if (choice.to === everything) return void panel.propose('');
      const chosen = fields.find(({ field: name }) => name === choice.to);
      if (!chosen) return;
      const operators = chosen.operators.map(({ label, query }) => ({
        label: displayText(label),
        detail: '',
        to: query,
      }));
      pick(displayText(chosen.label), { kind: 'criterion', field: chosen }, operators);
    },
    valueTyped(template, text) {
      if (text === '') return screen.patch({ field: null });
      made(composed(template, text));
    },
    async propose(query, typed) {
      const answer = await hub.ask((options) =>
        hub.client.portalSettings.filterEffect.query({ query }, options),
      );
      if (!hub.get().portal) return;
      if (!answer.ok) {
        const words = problemWords(answer.failure, hub.wordsFor(answer.failure));
        if (typed) return screen.patch({ field: { ...typed, problem: words, isSaving: false } });
        return panel.write(query, words);
      }
      const { matches, wish } = answer.value;
      screen.patch({ field: null });
      const filter = displayText(wish?.query ?? query) || 'every ticket';
      screen.tell(
        'warning',
        `New filter: ${filter}\nIt would show ${ticketCount(wish?.matches ?? 0)}; the filter there is shows ${matches === null ? 'none, for it cannot be used' : ticketCount(matches)}.`,
      );
      hub.set({ question: { kind: 'filter', query: wish?.query ?? query } });
    },
    write: (query, problem = null) => field({ kind: 'setting', key: 'filter' }, 'filter', query, problem),
  };
  return panel;
}

/** The query of a criterion with its value, quoted where it has more than plain letters. */
function composed(template: string, value: string): string {
  const isPlain = /^[\p{L}\p{N}@._,-]+$/u.test(value);
  return template.replace('{value}', () => (isPlain ? value : `"${value.replaceAll('"', '')}"`));
}

/** The desk counts no further than this. */
const mostCounted = 100_000;

function ticketCount(count: number): string {
  if (count >= mostCounted) return `${mostCounted.toLocaleString('en')} tickets or more`;
  return count === 1 ? '1 ticket' : `${count.toLocaleString('en')} tickets`;
}

/** Each problem of a query with its place, where the desk told it. */
export function problemWords({ facts }: Failure, words: string): string {
  const problems = (facts.problems as { message: string; at?: number }[] | undefined) ?? [];
  if (!problems.some(({ at }) => at !== undefined)) return words;
  return problems
    .map(({ message, at }) => displayText(at === undefined ? message : `At character ${at + 1}: ${message}`))
    .join('\n');
}
