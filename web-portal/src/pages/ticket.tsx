/** One ticket: its thread, oldest first, and the form for a reply that says what the reply will do. */
import { createHash } from 'node:crypto';
import { displayText, type MyTicketView, type PublicMessage, type UploadView } from '@postern/core/client';
import { Field, Hidden } from '../parts/field.tsx';
import { Attachments, DefaultButton, FileField, type FileLimits } from '../parts/files.tsx';
import { MessageText } from '../parts/message-text.tsx';
import { Moment } from '../parts/moment.tsx';
import { errorBeside, type FormProblem, ProblemBox } from '../parts/problem-box.tsx';
import { Properties } from '../parts/properties.tsx';
import { Status } from '../parts/status.tsx';
import { formToken, type Visit } from '../request/visit.ts';
import { type Me, page } from './page.tsx';

export interface ReplyDraft {
  message: string;
  requestId: string;
}

/** What has just been sent, as the address of the page says. */
export type JustSent =
  | { outcome: 'added' | 'reopened' | 'closed' }
  | { outcome: 'followedUp'; from: number | null };

export interface TicketFacts {
  me: Me;
  /** `mark` stands for the view, so that the script can ask whether there is a newer one. */
  ticket: MyTicketView & { mark: string };
  draft: ReplyDraft;
  /** Files that are kept for this reply already. */
  uploads?: readonly UploadView[];
  limits: FileLimits;
  sent?: JustSent | null;
  /** What was done without a message. */
  done?: 'closed' | 'reopened' | null;
  notice?: string | null;
  problem?: FormProblem | null;
}

export function ticketPage(visit: Visit, facts: TicketFacts): Promise<Response> {
  const { texts, addresses } = visit;
  const { ticket, me, problem, sent, done } = facts;
  const subject = displayText(ticket.subject);
  return page(
    visit,
    {
      title: sent ? `${texts.ticket.sentTitle}: ${subject}` : `#${ticket.number} ${subject}`,
      status: problem?.status ?? 200,
      hasProblem: Boolean(problem),
      hasThread: true,
      takesFiles: true,
      me,
    },
    <>
      <p class="back">
        <a href={addresses.list}>
          <span aria-hidden="true">←</span> {texts.ticket.back}
        </a>
      </p>
      <div class="ticket-head" data-live="head">
        <h1 dir="auto">{subject}</h1>
        <p class="facts">
          #{ticket.number}
          {' · '}
          <Status ticket={ticket} texts={texts} />
        </p>
        <History ticket={ticket} visit={visit} />
        <Properties properties={ticket.properties} texts={texts} />
      </div>
      {sent?.outcome === 'followedUp' && sent.from !== null && (
        <p class="notice" role="status">
          {texts.ticket.followedUp(sent.from)}
        </p>
      )}
      {done && (
        <p class="notice" role="status" id="done">
          {texts.ticket[done]}
        </p>
      )}
      <h2 class="unseen">{texts.ticket.messages}</h2>
      <div
        {...(!visit.preview && {
          id: 'thread',
          'data-seen': `${seenBy(me)} ${ticket.number}`,
          'data-from': `${addresses.ticket(ticket.number)}/live?known=${ticket.mark}`,
          'data-fresh': texts.ticket.newSince,
          'data-news': texts.ticket.news,
        })}
      >
        <Thread visit={visit} messages={ticket.messages} sent={sent ?? null} />
      </div>
      <p class="unseen" role="status" id="news" />
      <ReplyForm visit={visit} facts={facts} />
    </>,
  );
}

/** Whose visits a browser remembers: two people may share one. */
function seenBy(me: Me): string {
  return createHash('sha256').update(me.email).digest('base64url').slice(0, 10);
}

function History(props: { ticket: MyTicketView; visit: Visit }) {
  const { ticket } = props;
  const { texts, dates } = props.visit;
  const answer = ticket.messages.findLast((message) => message.author.kind === 'agent');
  const byYou = ticket.messages[0]?.author.kind === 'you';
  return (
    <p class="history">
      {texts.ticket.created} <Moment at={ticket.createdAt} as="day" dates={dates} />{' '}
      {byYou ? texts.ticket.byYou : <bdi>{texts.ticket.by(displayText(ticket.requester.name))}</bdi>}
      {answer && (
        <>
          {' · '}
          <bdi>{texts.ticket.answered(displayText(answer.author.name))}</bdi>{' '}
          <Moment at={answer.at} as="ago" dates={dates} />
        </>
      )}
    </p>
  );
}

const foldedFrom = 12;
const shownAtStart = 2;
const shownAtEnd = 6;

function Thread(props: { visit: Visit; messages: PublicMessage[]; sent: JustSent | null }) {
  const { visit, messages, sent } = props;
  // On a ticket that was only ever written in the portal, the word would stand at every message and say nothing.
  const hasChannels = messages.some((message) => message.channel !== 'portal');
  const justSent = sent ? messages.findLast((message) => message.author.kind === 'you') : undefined;
  const show = (some: PublicMessage[]) =>
    some.map((message) => (
      <Message
        message={message}
        visit={visit}
        hasChannels={hasChannels}
        sentNote={message === justSent && sent ? sentNote(visit, sent) : null}
      />
    ));
  if (messages.length < foldedFrom) return <ol class="thread">{show(messages)}</ol>;
  const folded = messages.slice(shownAtStart, -shownAtEnd);
  return (
    <>
      <ol class="thread">{show(messages.slice(0, shownAtStart))}</ol>
      <details class="folded">
        <summary>{visit.texts.ticket.earlier(folded.length)}</summary>
        <ol class="thread" start={shownAtStart + 1}>
          {show(folded)}
        </ol>
      </details>
      <ol class="thread" start={messages.length - shownAtEnd + 1}>
        {show(messages.slice(-shownAtEnd))}
      </ol>
    </>
  );
}

function sentNote(visit: Visit, sent: JustSent): string {
  return sent.outcome === 'reopened' || sent.outcome === 'closed' ? visit.texts.ticket[sent.outcome] : '';
}

function Message(props: {
  message: PublicMessage;
  visit: Visit;
  hasChannels: boolean;
  sentNote: string | null;
}) {
  const { message, sentNote } = props;
  const { texts, dates, portal } = props.visit;
  const { kind } = message.author;
  const name = displayText(message.author.name);
  const author =
    kind === 'you'
      ? texts.ticket.you
      : kind === 'agent'
        ? texts.ticket.agent(name, displayText(portal.title))
        : name;
  const channel = props.hasChannels && texts.ticket.channels[message.channel];
  const isNew = sentNote !== null;
  return (
    <li class={kind} {...(isNew && { id: 'sent', tabindex: -1 })} data-id={message.id}>
      <p class="author">
        <strong>
          <bdi>{author}</bdi>
        </strong>
        {' · '}
        <Moment at={message.at} as="moment" dates={dates} />
        {channel && ` · ${channel}`}
      </p>
      <MessageText text={message.text} texts={texts} />
      <Attachments files={message.attachments} visit={props.visit} />
      {isNew && (
        <p class="sent" role="status">
          <span aria-hidden="true">✓</span> {texts.ticket.sent}{' '}
          <Moment at={message.at} as="time" dates={dates} />
          {sentNote && <>. {sentNote}</>}
        </p>
      )}
    </li>
  );
}

function ReplyForm(props: { visit: Visit; facts: TicketFacts }) {
  const { visit } = props;
  const { texts, addresses } = visit;
  const { ticket, draft, problem, notice } = props.facts;
  const willDo = texts.ticket.outcome[ticket.replyOutcome];
  return (
    <section class="reply" id="reply" aria-labelledby="reply-heading">
      <h2 id="reply-heading">{texts.ticket.replyHeading}</h2>
      {notice && (
        <p class="notice" role="status">
          {notice}
        </p>
      )}
      {problem && <ProblemBox problem={problem} texts={texts} />}
      <div data-live="outcome">{willDo && <p class="will-do">{willDo}</p>}</div>
      <form
        method="post"
        action={addresses.ticket(ticket.number)}
        enctype="multipart/form-data"
        novalidate
        data-once
      >
        {/* First, so that it is known whose form this is before a file of it is read. */}
        <Hidden name="formToken" value={formToken(visit)} />
        <Hidden name="requestId" value={draft.requestId} />
        <DefaultButton label={texts.ticket.send} />
        <Field
          name="message"
          label={texts.ticket.replyLabel}
          hidesLabel
          headingId="reply-heading"
          value={draft.message}
          rows={6}
          draft={addresses.ticket(ticket.number)}
          error={errorBeside(problem, 'message')}
        />
        <FileField
          visit={visit}
          uploads={props.facts.uploads ?? []}
          limits={props.facts.limits}
          error={errorBeside(problem, 'files')}
        />
        <div class="actions" data-live="actions">
          <button type="submit">{texts.ticket.send}</button>
          {ticket.canClose && (
            <button type="submit" class="second" name="act" value="close">
              {texts.ticket.close}
            </button>
          )}
          {ticket.canReopen && (
            <button type="submit" class="second" name="act" value="reopen">
              {texts.ticket.reopen}
            </button>
          )}
        </div>
      </form>
    </section>
  );
}
