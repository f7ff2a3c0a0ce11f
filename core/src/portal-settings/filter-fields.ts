/** What a filter can be made of, for whoever picks it from a panel: fields, their operators and their values. */
import type { AgentContext } from '../context.ts';
import { priorityNames } from '../priorities.ts';
import { type CatalogueProperty, readCatalogue } from '../query/catalogue.ts';
import { propertyPrefix } from '../query/property-conditions.ts';
import type { QueryField } from '../query/query-tree.ts';
import { agentAddresses, organizationNames } from './portal-filter.ts';

export interface FilterOperator {
  label: string;
  /** The query it makes; `{value}` stands for the value, quoted where it has spaces. */
  query: string;
}

export interface FilterField {
  field: string;
  label: string;
  operators: FilterOperator[];
  /** The values there are; null where any text of the kind that `takes` names will do. */
  values: string[] | null;
  takes: string;
  /** Whether an operator takes several values, with commas between them. */
  isMany: boolean;
}

/** How many names of organizations and agents are offered; others are typed. */
const mostNames = 200;

const choice = (field: string): FilterOperator[] => [
  { label: 'is any of', query: `${field}:{value}` },
  { label: 'is none of', query: `-${field}:{value}` },
];

const order = (field: string, words: { least: string; most: string } | null): FilterOperator[] =>
  words
    ? [
        { label: words.least, query: `${field}:>={value}` },
        { label: words.most, query: `${field}:<={value}` },
      ]
    : [];

const dateWords = { least: 'is on or after', most: 'is on or before' };
const numberWords = { least: 'is at least', most: 'is at most' };

/** Whether a property has a value at all. */
const whetherSet = ['none', 'any'];

const ownFieldsBy: Record<
  CatalogueProperty['type'],
  { values: string[] | null; takes: string; operators?: typeof dateWords }
> = {
  TEXT: { values: null, takes: 'a text, none or any' },
  NUMBER: { values: null, takes: 'a number', operators: numberWords },
  DATE: { values: null, takes: 'a day such as 2026-11-02', operators: dateWords },
  YES_NO: { values: ['yes', 'no', ...whetherSet], takes: 'yes or no' },
  SELECT: { values: null, takes: 'an option' },
  MULTI_SELECT: { values: null, takes: 'an option' },
};

/** In the order in which they are offered. */
export async function filterFields({ core }: AgentContext): Promise<{ items: FilterField[] }> {
  const queries = core.db.read;
  const [catalogue, organizations, agents] = await Promise.all([
    readCatalogue(queries),
    organizationNames(queries, mostNames),
    agentAddresses(queries, mostNames),
  ]);
  const named = (things: { name: string }[]) => [...new Set(things.map(({ name }) => name))];
  const chosen = (field: QueryField, label: string, values: string[], takes: string): FilterField => ({
    field,
    label,
    operators: choice(field),
    values,
    takes,
    isMany: true,
  });
  const dated = (field: QueryField, label: string): FilterField => ({
    field,
    label,
    operators: order(field, dateWords),
    values: null,
    takes: 'a day such as 2026-11-02',
    isMany: false,
  });
  const aged = (field: QueryField, label: string): FilterField => ({
    field,
    label,
    operators: [{ label: 'than', query: `${field}:{value}` }],
    values: null,
    takes: 'an age such as 4h, 2d or 3w',
    isMany: false,
  });
  const own = ({ key, label, type, options }: CatalogueProperty): FilterField => {
    const field = `${propertyPrefix}${key}`;
    const { values, takes, operators } = ownFieldsBy[type];
    return {
      field,
      label,
      operators: [...choice(field), ...order(field, operators ?? null)],
      values: values ?? (options.length > 0 ? [...options, ...whetherSet] : null),
      takes,
      isMany: true,
    };
  };
  return {
    items: [
      chosen('pipeline', 'Pipeline', named(catalogue.pipelines), 'a pipeline'),
      chosen('stage', 'Stage', named(catalogue.stages), 'a stage'),
      chosen('inbox', 'Inbox', named(catalogue.inboxes), 'an inbox'),
      chosen('is', 'State', ['open', 'closed', 'unassigned'], 'a state'),
      {
        ...chosen('priority', 'Priority', [...priorityNames], 'a priority'),
        operators: [
          ...choice('priority'),
          ...order('priority', { least: 'is at least', most: 'is at most' }),
        ],
      },
      chosen('organization', 'Organization', ['none', ...organizations], 'an organization'),
      chosen('assignee', 'Assignee', ['none', 'any', ...agents], 'an agent'),
      {
        field: 'from',
        label: 'Requester',
        operators: choice('from'),
        values: null,
        takes: 'an address, or @company.example for all of one company',
        isMany: true,
      },
      dated('created', 'Created'),
      dated('updated', 'Last activity'),
      aged('older', 'Quiet for longer'),
      aged('newer', 'Active within'),
      ...catalogue.properties.map(own),
    ],
  };
}
