/** The list of a customer's tickets: a table that becomes cards on a phone. */
import {
  displayText,
  type ListedTicket,
  type MyTickets,
  type MyTicketsRequest,
  type PublicArticleHead,
  type TicketSort,
} from '@postern/core/client';
import { SearchHints } from '../parts/article-hints.tsx';
import { Marked } from '../parts/marked.tsx';
import { OneLine } from '../parts/message-text.tsx';
import { Moment } from '../parts/moment.tsx';
import { Status } from '../parts/status.tsx';
import type { Visit } from '../request/visit.ts';
import { type Me, page } from './page.tsx';
import { SearchField } from './search-field.tsx';

export interface ListQuery {
  search: string;
  status: MyTicketsRequest['status'];
  scope: MyTicketsRequest['scope'];
  sort: TicketSort;
  /** Where this page of the list begins; null for its beginning. */
  cursor: string | null;
}

/** The list as it is without a wish. */
export const plainList: ListQuery = {
  search: '',
  status: 'all',
  scope: 'all',
  sort: '-activity',
  cursor: null,
};

/** The list; without `tickets`, what is wrong with the search that was asked for. */
export function listPage(
  visit: Visit,
  facts: {
    me: Me;
    query: ListQuery;
    tickets: MyTickets | null;
    searchProblem?: string;
    /** What may help where no ticket was found. */
    articles?: PublicArticleHead[];
  },
): Promise<Response> {
  const { texts, addresses } = visit;
  const { me, query, tickets, searchProblem } = facts;
  const isSearch = query.search !== '' || query.status !== 'all';
  const hasAny = !tickets || tickets.counts.open + tickets.counts.closed > 0;
  const hasSwitch = Boolean(tickets?.organization);
  const everything = listAddress(addresses.list, { ...plainList, scope: query.scope, sort: query.sort });
  return page(
    visit,
    {
      title: texts.list.title,
      me,
      isWide: true,
      status: searchProblem ? 422 : 200,
      hasProblem: Boolean(searchProblem),
    },
    <>
      <div class="heading">
        <div>
          <h1>{texts.list.title}</h1>
          {tickets && hasAny && <Counts counts={tickets.counts} visit={visit} query={query} />}
        </div>
        {hasAny && <Finder visit={visit} query={query} problem={searchProblem} />}
      </div>
      {tickets && hasSwitch && (
        <Scopes organization={tickets.organization ?? ''} visit={visit} query={query} />
      )}
      {!hasAny && (
        <div class="panel empty">
          <p>
            {visit.hasForm
              ? query.scope === 'mine'
                ? texts.list.noneMine
                : texts.list.none
              : texts.list.noneYet}
          </p>
          {visit.hasForm && (
            <a class="button" href={addresses.newTicket}>
              {texts.file}
            </a>
          )}
        </div>
      )}
      {tickets && hasAny && tickets.items.length === 0 && (
        <div class="panel empty">
          <p role="status">
            <bdi>{texts.list.noHit(displayText(query.search), query.status)}</bdi>
          </p>
          {query.search !== '' && <p class="help">{texts.list.noHitHint}</p>}
          <a class="button second" href={everything}>
            {texts.list.clear}
          </a>
          <SearchHints visit={visit} articles={facts.articles ?? []} />
        </div>
      )}
      {tickets && tickets.items.length > 0 && (
        <>
          <Tickets tickets={tickets} visit={visit} me={me} query={query} />
          {(tickets.previousCursor || tickets.nextCursor || isSearch) && (
            <nav class="pages" aria-label={texts.list.pages}>
              {isSearch && <a href={everything}>{texts.list.clear}</a>}
              <Turn visit={visit} query={query} cursor={tickets.previousCursor} rel="prev" />
              <Turn visit={visit} query={query} cursor={tickets.nextCursor} rel="next" />
            </nav>
          )}
        </>
      )}
    </>,
  );
}

/** The address of a list; only what differs from the plain list is in it. */
export function listAddress(list: string, query: ListQuery): string {
  const parts = new URLSearchParams();
  if (query.search) parts.set('search', query.search);
  if (query.status !== 'all') parts.set('status', query.status);
  if (query.scope !== 'all') parts.set('scope', query.scope);
  if (query.sort !== plainList.sort) parts.set('sort', query.sort);
  if (query.cursor) parts.set('cursor', query.cursor);
  return parts.size > 0 ? `${list}?${parts}` : list;
}

// The desk stops counting here, so that a number at the limit is a "so many or more".
const mostCounted = 1_000;

/** The way to the page before or after this one. Every order is one in time, so it leads to older or to newer ones. */
function Turn(props: { visit: Visit; query: ListQuery; cursor: string | null; rel: 'prev' | 'next' }) {
  const { query, cursor, rel } = props;
  const { texts, addresses } = props.visit;
  if (!cursor) return null;
  const isToOlder = query.sort.startsWith('-') === (rel === 'next');
  const words = isToOlder ? texts.list.older : texts.list.newer;
  return (
    <a class={rel} rel={rel} href={listAddress(addresses.list, { ...query, cursor })}>
      {rel === 'prev' && <span aria-hidden="true">←</span>} {words}{' '}
      {rel === 'next' && <span aria-hidden="true">→</span>}
    </a>
  );
}

function Counts(props: { counts: MyTickets['counts']; visit: Visit; query: ListQuery }) {
  const { counts, query } = props;
  const { texts, addresses } = props.visit;
  const { list } = texts;
  const write = counts.open + counts.closed >= mostCounted ? list.atLeast : list.count;
  const link = (status: ListQuery['status'], words: string) => (
    <a
      class={status}
      href={listAddress(addresses.list, { ...plainList, scope: query.scope, sort: query.sort, status })}
      {...(query.status === status && { 'aria-current': 'true' as const })}
    >
      {words}
    </a>
  );
  return (
    <p class="counts">
      {counts.waitingForYou > 0 && (
        <>
          {link('waiting', list.waitingForYou(write(counts.waitingForYou)))}
          {' · '}
        </>
      )}
      {link('open', list.open(write(counts.open)))}
      {' · '}
      {link('closed', list.closed(write(counts.closed)))}
    </p>
  );
}

/** For contacts who see the tickets of their organization. */
function Scopes(props: { organization: string; visit: Visit; query: ListQuery }) {
  const { texts, addresses } = props.visit;
  const { query } = props;
  const link = (scope: ListQuery['scope'], words: string) => (
    <a
      href={listAddress(addresses.list, { ...query, scope, cursor: null })}
      {...(query.scope === scope && { 'aria-current': 'true' as const })}
    >
      <bdi>{words}</bdi>
    </a>
  );
  return (
    <nav class="scopes" aria-label={texts.list.scopes}>
      {link('mine', texts.list.mine)}
      {link('all', texts.list.organizations(displayText(props.organization)))}
    </nav>
  );
}

function Finder(props: { visit: Visit; query: ListQuery; problem?: string | undefined }) {
  const { texts, addresses } = props.visit;
  const { query, problem } = props;
  return (
    <search>
      <form class="finder" method="get" action={addresses.list}>
        <SearchField label={texts.list.searchLabel} value={query.search} problem={problem} />
        <div class="field">
          <label for="status">{texts.list.statusLabel}</label>
          <select id="status" name="status">
            {(['all', 'open', 'waiting', 'closed'] as const).map((status) => (
              <option value={status} selected={status === query.status}>
                {texts.status[status]}
              </option>
            ))}
          </select>
        </div>
        {query.scope !== plainList.scope && <input type="hidden" name="scope" value={query.scope} />}
        {query.sort !== plainList.sort && <input type="hidden" name="sort" value={query.sort} />}
        <button type="submit" class="second">
          {texts.list.search}
        </button>
      </form>
    </search>
  );
}

// Some browsers forget that a table is one once the stylesheet lays it out as cards; the roles remind them.
const table = { role: 'table' };
const group = { role: 'rowgroup' };
const row = { role: 'row' };
const cell = { role: 'cell' };
const columnHeader = { role: 'columnheader', scope: 'col' };
const rowHeader = { role: 'rowheader', scope: 'row' };

const sortKeys = { number: 'number', created: 'created', lastActivity: 'activity' } as const;

/** A heading that sorts: newest or highest first, and the other way round when pressed again. */
function Heading(props: { column: keyof Visit['texts']['list']['columns']; visit: Visit; query: ListQuery }) {
  const { column, query } = props;
  const { texts, addresses } = props.visit;
  const words = texts.list.columns[column];
  const key = column in sortKeys ? sortKeys[column as keyof typeof sortKeys] : null;
  if (!key) return <th {...columnHeader}>{words}</th>;
  const isSorted = query.sort.replace('-', '') === key;
  const isDescending = query.sort === `-${key}`;
  const sort: TicketSort = isDescending ? key : `-${key}`;
  return (
    <th
      {...columnHeader}
      {...(isSorted && { 'aria-sort': isDescending ? ('descending' as const) : ('ascending' as const) })}
    >
      <a class="sort" href={listAddress(addresses.list, { ...query, sort, cursor: null })}>
        {words}
        {isSorted && <span aria-hidden="true">{isDescending ? '↓' : '↑'}</span>}
      </a>
    </th>
  );
}

function Tickets(props: { tickets: MyTickets; visit: Visit; me: Me; query: ListQuery }) {
  const { tickets, visit, me, query } = props;
  const { texts } = visit;
  const hasRequesters = tickets.organization !== null && query.scope === 'all';
  const heading = (column: keyof typeof texts.list.columns) => (
    <Heading column={column} visit={visit} query={query} />
  );
  return (
    <table class="tickets" {...table}>
      <caption class="unseen">{texts.list.title}</caption>
      <thead {...group}>
        <tr {...row}>
          {heading('number')}
          {heading('subject')}
          {hasRequesters && heading('requester')}
          {heading('created')}
          {heading('lastActivity')}
          {heading('status')}
        </tr>
      </thead>
      <tbody {...group}>
        {tickets.items.map((ticket) => (
          <Row ticket={ticket} visit={visit} me={me} hasRequesters={hasRequesters} />
        ))}
      </tbody>
    </table>
  );
}

function Row(props: { ticket: ListedTicket; visit: Visit; me: Me; hasRequesters: boolean }) {
  const { ticket, me, hasRequesters } = props;
  const { texts, addresses, dates } = props.visit;
  const { columns } = texts.list;
  const requester = displayText(ticket.requester.name);
  return (
    <tr {...row}>
      <td class="number" {...cell}>
        #{ticket.number}
      </td>
      <th class="subject" {...rowHeader}>
        <a href={addresses.ticket(ticket.number)}>
          {ticket.found ? <Marked pieces={ticket.found.subject} /> : <OneLine text={ticket.subject} />}
        </a>
        {!hasRequesters && ticket.requester.name !== me.name && (
          <span class="by">
            {' '}
            <bdi>{texts.list.by(requester)}</bdi>
          </span>
        )}
        {ticket.found?.message && (
          <span class="snippet">
            {' '}
            <Marked pieces={ticket.found.message} />
          </span>
        )}
      </th>
      {hasRequesters && (
        <td class="requester" data-label={columns.requester} {...cell}>
          <bdi>{requester}</bdi>
        </td>
      )}
      <td class="created" data-label={columns.created} {...cell}>
        <Moment at={ticket.createdAt} as="day" dates={dates} />
      </td>
      <td class="activity" {...cell}>
        <Moment at={ticket.lastActivityAt} as="ago" dates={dates} />
      </td>
      <td class="status" {...cell}>
        <Status ticket={ticket} texts={texts} />
      </td>
    </tr>
  );
}
