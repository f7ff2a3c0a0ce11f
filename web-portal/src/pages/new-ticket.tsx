/** "File a support ticket": the form. */
import {
  displayText,
  type PortalForm,
  type PortalFormField,
  type PublicArticleHead,
  type UploadView,
} from '@postern/core/client';
import { SubjectHints } from '../parts/article-hints.tsx';
import { Field, Hidden } from '../parts/field.tsx';
import { DefaultButton, FileField, type FileLimits } from '../parts/files.tsx';
import { Dependent, FormField, Need } from '../parts/form-field.tsx';
import { errorBeside, type Fault, type FormProblem, ProblemBox } from '../parts/problem-box.tsx';
import { formToken, type Visit } from '../request/visit.ts';
import { type Me, page } from './page.tsx';
import type { Typed } from './sign-in.tsx';

export interface NewTicketFacts {
  me: Me;
  form: PortalForm;
  draft: Typed;
  /** Files that are kept for this ticket already. */
  uploads?: readonly UploadView[];
  limits: FileLimits;
  notice?: string | null;
  problem?: FormProblem | null;
  articles: PublicArticleHead[];
}

/** The form as it is set up, in its order. */
export function newTicketPage(visit: Visit, facts: NewTicketFacts): Promise<Response> {
  const { texts, addresses } = visit;
  const { me, form, draft, notice, problem } = facts;
  const title = form.title === null ? texts.newTicket.title : displayText(form.title);
  return page(
    visit,
    {
      title,
      me,
      status: problem?.status ?? 200,
      hasProblem: Boolean(problem),
      takesFiles: form.fields.some(({ asks }) => asks === 'files'),
    },
    <div class="panel">
      <h1 dir="auto">{title}</h1>
      {notice && (
        <p class="notice" role="status">
          {notice}
        </p>
      )}
      {problem && <ProblemBox problem={named(problem, form)} texts={texts} />}
      <p class="help" dir="auto">
        {form.help === null ? texts.newTicket.help : displayText(form.help, { multiline: true })}
      </p>
      <form method="post" action={addresses.newTicket} enctype="multipart/form-data" novalidate data-once>
        {/* First, so that it is known whose form this is before a file of it is read. */}
        <Hidden name="formToken" value={formToken(visit)} />
        <Hidden name="requestId" value={draft.requestId} />
        <DefaultButton label={texts.newTicket.submit} />
        {form.fields.map((field) => (
          <Asked visit={visit} facts={facts} field={field} />
        ))}
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

/** The words for a property that was not answered fit any of them, so the summary names it. */
function named(problem: FormProblem, form: PortalForm): FormProblem {
  const name = (fault: Fault): Fault => {
    const label = form.fields.find(({ id }) => id === fault.field)?.label ?? null;
    return label === null ? fault : { ...fault, label: displayText(label) };
  };
  const [first, ...others] = problem.faults;
  return { ...problem, faults: [name(first), ...others.map(name)] };
}

/** One thing that the form asks for. */
function Asked(props: { visit: Visit; facts: NewTicketFacts; field: PortalFormField }) {
  const { visit, facts, field } = props;
  const { texts, addresses } = visit;
  const { draft, problem } = facts;
  const own = {
    ...(field.help !== null && { help: displayText(field.help, { multiline: true }) }),
    mark: <Need field={field} texts={texts} />,
  };
  switch (field.asks) {
    case 'subject':
      return (
        <>
          <Field
            name="subject"
            label={field.label === null ? texts.newTicket.subject : displayText(field.label)}
            {...(field.label === null && { help: texts.newTicket.subjectHelp })}
            {...own}
            value={draft.subject}
            autocomplete="off"
            draft={`${addresses.newTicket} subject`}
            error={errorBeside(problem, 'subject')}
          />
          <SubjectHints visit={visit} articles={facts.articles} />
        </>
      );
    case 'message':
      return (
        <Field
          name="message"
          label={field.label === null ? texts.newTicket.message : displayText(field.label)}
          {...own}
          value={draft.message}
          rows={9}
          draft={`${addresses.newTicket} message`}
          error={errorBeside(problem, 'message')}
        />
      );
    case 'files':
      return (
        <Dependent field={field} texts={texts}>
          <FileField
            visit={visit}
            uploads={facts.uploads ?? []}
            limits={facts.limits}
            error={errorBeside(problem, 'files')}
            mark={own.mark}
            {...(field.label !== null && { label: displayText(field.label) })}
          />
        </Dependent>
      );
    case 'property':
      return (
        <FormField
          field={field}
          values={draft.answers?.[field.id] ?? []}
          error={errorBeside(problem, field.id)}
          texts={texts}
        />
      );
  }
}
