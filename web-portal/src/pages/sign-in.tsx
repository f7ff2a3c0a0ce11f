/** The sign-in page, also in the middle of something: it carries the goal, and what was typed before. */
import { Field, Hidden } from '../parts/field.tsx';
import { errorBeside, type FormProblem, ProblemBox } from '../parts/problem-box.tsx';
import { formToken, type Visit } from '../request/visit.ts';
import { page } from './page.tsx';

/** What somebody had typed when their session was found to have ended. */
export interface Typed {
  /** Empty for a reply. */
  subject: string;
  message: string;
  /** What was answered to a form's other fields, by their names. */
  answers?: Record<string, string[]>;
  requestId: string;
}

export interface SignInFacts {
  status: 200 | 401 | 403 | 422 | 429;
  /** The path to go on to. */
  next: string;
  email?: string;
  /** Shown again, unsent, once signed in. */
  typed?: Typed | null;
  /** A sentence on why one is here. */
  notice?: string | null;
  problem?: FormProblem | null;
}

export function signInPage(visit: Visit, facts: SignInFacts): Promise<Response> {
  const { texts } = visit;
  const { problem, notice } = facts;
  return page(
    visit,
    { title: texts.signIn.title, status: facts.status, me: null, hasProblem: Boolean(problem) },
    <div class="panel narrow">
      <h1>{texts.signIn.heading}</h1>
      {notice && (
        <p class="notice" role="status">
          {notice}
        </p>
      )}
      {problem && <ProblemBox problem={problem} texts={texts} />}
      {visit.portal.signInBy === 'sso' ? (
        <p>{texts.signIn.bySso}</p>
      ) : (
        <PasswordForm visit={visit} facts={facts} />
      )}
    </div>,
  );
}

function PasswordForm({ visit, facts }: { visit: Visit; facts: SignInFacts }) {
  const { texts, addresses, portal } = visit;
  const { problem, typed } = facts;
  return (
    <>
      <form method="post" action={addresses.signIn} novalidate data-once>
        <Hidden name="formToken" value={formToken(visit)} />
        <Hidden name="next" value={facts.next} />
        <KeptTyping typed={typed} />
        <Field
          name="email"
          type="email"
          label={texts.signIn.email}
          value={facts.email ?? ''}
          autocomplete="username"
          error={errorBeside(problem, 'email')}
        />
        <Field
          name="password"
          type="password"
          label={texts.signIn.password}
          value=""
          autocomplete="current-password"
          error={errorBeside(problem, 'password')}
        />
        <div class="actions">
          <button type="submit">{texts.signIn.submit}</button>
        </div>
      </form>
      <p class="ways">
        <a href={addresses.forgot}>{texts.signIn.forgot}</a>
        {portal.hasSelfRegistration && (
          <span>
            {texts.signIn.newHere} <a href={addresses.register}>{texts.signIn.register}</a>
          </span>
        )}
      </p>
    </>
  );
}

/** What was typed goes along through the pages in between. */
export function KeptTyping({ typed }: { typed?: Typed | null | undefined }) {
  if (!typed) return null;
  return (
    <>
      <Hidden name="typedSubject" value={typed.subject} />
      <Hidden name="typedMessage" value={typed.message} />
      <Hidden name="typedAnswers" value={JSON.stringify(typed.answers ?? {})} />
      <Hidden name="typedRequestId" value={typed.requestId} />
    </>
  );
}
