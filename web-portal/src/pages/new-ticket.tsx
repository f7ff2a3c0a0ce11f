/** "File a support ticket": the form. */
import type { PublicArticleHead, UploadView } from '@postern/core/client';
import { SubjectHints } from '../parts/article-hints.tsx';
import { Field, Hidden } from '../parts/field.tsx';
import { DefaultButton, FileField, type FileLimits } from '../parts/files.tsx';
import { errorBeside, type FormProblem, ProblemBox } from '../parts/problem-box.tsx';
import { formToken, type Visit } from '../request/visit.ts';
import { type Me, page } from './page.tsx';
import type { Typed } from './sign-in.tsx';

export function newTicketPage(
  visit: Visit,
  facts: {
    me: Me;
    draft: Typed;
    /** Files that are kept for this ticket already. */
    uploads?: readonly UploadView[];
    limits: FileLimits;
    notice?: string | null;
    problem?: FormProblem | null;
    articles: PublicArticleHead[];
  },
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
      takesFiles: true,
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
      <form method="post" action={addresses.newTicket} enctype="multipart/form-data" novalidate data-once>
        {/* First, so that it is known whose form this is before a file of it is read. */}
        <Hidden name="formToken" value={formToken(visit)} />
        <Hidden name="requestId" value={draft.requestId} />
        <DefaultButton label={texts.newTicket.submit} />
        <Field
          name="subject"
          label={texts.newTicket.subject}
          help={texts.newTicket.subjectHelp}
          value={draft.subject}
          autocomplete="off"
          draft={`${addresses.newTicket} subject`}
          error={errorBeside(problem, 'subject')}
        />
        <SubjectHints visit={visit} articles={facts.articles} />
        <Field
          name="message"
          label={texts.newTicket.message}
          value={draft.message}
          rows={9}
          draft={`${addresses.newTicket} message`}
          error={errorBeside(problem, 'message')}
        />
        <FileField
          visit={visit}
          uploads={facts.uploads ?? []}
          limits={facts.limits}
          error={errorBeside(problem, 'files')}
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
