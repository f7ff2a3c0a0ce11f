/** A ticket's state in words; the colour only supports them. */
import type { MyTicket } from '@postern/core/client';
import { displayText } from '@postern/core/client';
import type { Texts } from '@postern/core/texts';

/** "Open" and "We are on it"; "Closed" alone when the desk has no other word for it. */
export function statusWords(ticket: Pick<MyTicket, 'status' | 'statusLabel'>, texts: Texts): string[] {
  const status = texts.status[ticket.status];
  const own = Object.hasOwn(texts.stages, ticket.statusLabel) ? texts.stages[ticket.statusLabel] : null;
  const label = displayText(own ?? ticket.statusLabel);
  return label === '' || label.toLowerCase() === status.toLowerCase() ? [status] : [status, label];
}

export function Status(props: { ticket: MyTicket; texts: Texts }) {
  const [status, label] = statusWords(props.ticket, props.texts);
  const kind = props.ticket.isWaitingForYou ? 'waiting' : props.ticket.status;
  return (
    <span class={`state ${kind}`}>
      {status}
      {label && (
        <>
          {' · '}
          <span dir="auto">{label}</span>
        </>
      )}
    </span>
  );
}
