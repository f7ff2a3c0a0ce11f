/** What somebody reads after filing a ticket: its number, what happens next, and the way to it. */
import type { MyTicket } from '@postern/core/client';
import { displayText } from '@postern/core/client';
import { OneLine } from '../parts/message-text.tsx';
import type { Visit } from '../request/visit.ts';
import { type Me, page } from './page.tsx';

export function filedPage(
  visit: Visit,
  facts: { me: Me; ticket: MyTicket; promise: string | null },
): Promise<Response> {
  const { texts, addresses } = visit;
  const { me, ticket, promise } = facts;
  const title = texts.newTicket.filedTitle(ticket.number);
  return page(
    visit,
    { title, me },
    <div class="panel filed">
      <h1>{title}</h1>
      <p role="status">
        {texts.newTicket.filedAbout}{' '}
        <strong>
          <OneLine text={ticket.subject} />
        </strong>
        . <bdi>{texts.newTicket.filedNext(displayText(me.email))}</bdi>
      </p>
      {promise !== null && <p dir="auto">{displayText(promise)}</p>}
      <div class="actions">
        <a class="button" href={addresses.ticket(ticket.number)}>
          {texts.newTicket.open(ticket.number)}
        </a>
        <a class="quiet" href={addresses.list}>
          {texts.newTicket.cancel}
        </a>
      </div>
    </div>,
  );
}

/** The same for a ticket that the portal does not show: it is safe with the team, and nothing else is told of it. */
export function receivedPage(visit: Visit, me: Me): Promise<Response> {
  const { texts, addresses } = visit;
  const title = texts.newTicket.receivedTitle;
  return page(
    visit,
    { title, me },
    <div class="panel filed">
      <h1>{title}</h1>
      <p role="status">{texts.newTicket.receivedNext}</p>
      <div class="actions">
        <a class="button" href={addresses.list}>
          {texts.newTicket.cancel}
        </a>
      </div>
    </div>,
  );
}
