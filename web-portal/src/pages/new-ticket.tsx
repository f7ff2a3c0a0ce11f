/** "File a support ticket": the form. */
import { Field, Hidden } from '../parts/field.tsx';
import { errorBeside, type FormProblem, ProblemBox } from '../parts/problem-box.tsx';
import { formToken, type Visit } from '../request/visit.ts';
import { type Me, page } from './page.tsx';
import type { Typed } from './sign-in.tsx';

export function newTicketPage(
  visit: Visit,
  facts: { me: Me; draft: Typed; notice?: string | null; problem?: FormProblem | null },
): Promise<Response> {
  const { texts, addresses } = visit;
  const { me, draft, notice, problem } = facts;
  return page(
    visit,
    {
      title: texts.newTicket.title,
      me,
      status: problem?.status ?? 200,
      hasProblem: Boolean(problem),
    },
    <div class="panel">
      <h1>{texts.newTicket.title}</h1>
      {notice && (
        <p class="notice" role="status">
          {notice}
        </p>
      )}
      {problem && <ProblemBox problem={problem} texts={texts} />}
      <p class="help">{texts.newTicket.help}</p>
      <form method="post" action={addresses.newTicket} novalidate data-once>
        <Hidden name="formToken" value={formToken(visit)} />
        <Hidden name="requestId" value={draft.requestId} />
        <Field
          name="subject"
          label={texts.newTicket.subject}
          help={texts.newTicket.subjectHelp}
          value={draft.subject}
          autocomplete="off"
          draft={`${addresses.newTicket} subject`}
          error={errorBeside(problem, 'subject')}
        />
        <Field
          name="message"
          label={texts.newTicket.message}
          value={draft.message}
          rows={9}
          draft={`${addresses.newTicket} message`}
          error={errorBeside(problem, 'message')}
        />
        <div class="actions">
          <button type="submit">{texts.newTicket.submit}</button>
          <a class="quiet" href={addresses.list}>
            {texts.newTicket.cancel}
          </a>
        </div>
      </form>
    </div>,
  );
}
