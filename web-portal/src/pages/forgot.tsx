/** "Forgot your password?", and the page after it and after a registration, which tells nobody who has a login. */
import { displayText } from '@postern/core/client';
import { Field, Hidden } from '../parts/field.tsx';
import { errorBeside, type FormProblem, ProblemBox } from '../parts/problem-box.tsx';
import { formToken, type Visit } from '../request/visit.ts';
import { page } from './page.tsx';

export function forgotPage(
  visit: Visit,
  facts: { email?: string; problem?: FormProblem } = {},
): Promise<Response> {
  const { texts, addresses } = visit;
  const { forgot, toSignIn } = texts.entry;
  const { problem } = facts;
  return page(
    visit,
    { title: forgot.title, status: problem?.status ?? 200, me: null, hasProblem: Boolean(problem) },
    <div class="panel narrow">
      <h1>{forgot.heading}</h1>
      <p>{forgot.help}</p>
      {problem && <ProblemBox problem={problem} texts={texts} />}
      <form method="post" action={addresses.forgot} novalidate data-once>
        <Hidden name="formToken" value={formToken(visit)} />
        <Field
          name="email"
          type="email"
          label={texts.signIn.email}
          value={facts.email ?? ''}
          autocomplete="username"
          error={errorBeside(problem, 'email')}
        />
        <div class="actions">
          <button type="submit">{forgot.submit}</button>
        </div>
      </form>
      <p class="ways">
        <a href={addresses.signIn}>{toSignIn}</a>
      </p>
    </div>,
  );
}

/** The same page for every address of this form. */
export function mailSentPage(
  visit: Visit,
  facts: { after: 'register' | 'forgot'; email: string },
): Promise<Response> {
  const { entry } = visit.texts;
  const { sentTitle, sent } = entry[facts.after];
  return page(
    visit,
    { title: sentTitle, me: null },
    <div class="panel narrow">
      <h1>{sentTitle}</h1>
      <p role="status">{sent(displayText(facts.email.trim(), { maxLength: 254 }))}</p>
      <p class="help">{entry.noMail}</p>
      <p class="ways">
        <a href={visit.addresses.signIn}>{entry.toSignIn}</a>
      </p>
    </div>,
  );
}
