/** The registration page: a name, an address and the notice; the password comes once the address is proven. */
import { Field, Hidden } from '../parts/field.tsx';
import { NoticeText, Tick } from '../parts/notice.tsx';
import { errorBeside, type FormProblem, ProblemBox } from '../parts/problem-box.tsx';
import { formToken, type Visit } from '../request/visit.ts';
import { page } from './page.tsx';

export interface RegisterFacts {
  /** What has to be accepted, if anything. */
  consent: { text: string; label: string; hash: string } | null;
  typed?: { name: string; email: string; isTicked: boolean };
  problem?: FormProblem;
}

export function registerPage(visit: Visit, { consent, typed, problem }: RegisterFacts): Promise<Response> {
  const { texts, addresses } = visit;
  const { register } = texts.entry;
  return page(
    visit,
    { title: register.title, status: problem?.status ?? 200, me: null, hasProblem: Boolean(problem) },
    <div class="panel narrow">
      <h1>{register.heading}</h1>
      <p>{register.help}</p>
      {problem && <ProblemBox problem={problem} texts={texts} />}
      <form method="post" action={addresses.register} novalidate data-once>
        <Hidden name="formToken" value={formToken(visit)} />
        <Field
          name="name"
          label={register.name}
          value={typed?.name ?? ''}
          autocomplete="name"
          error={errorBeside(problem, 'name')}
        />
        <Field
          name="email"
          type="email"
          label={texts.signIn.email}
          value={typed?.email ?? ''}
          autocomplete="username"
          error={errorBeside(problem, 'email')}
        />
        {consent && (
          <>
            <NoticeText text={consent.text} />
            <Hidden name="wording" value={consent.hash} />
            <Tick
              name="accepted"
              label={consent.label}
              isTicked={typed?.isTicked ?? false}
              error={errorBeside(problem, 'accepted')}
            />
          </>
        )}
        <div class="actions">
          <button type="submit">{register.submit}</button>
        </div>
      </form>
      <p class="ways">
        <span>
          {register.haveLogin} <a href={addresses.signIn}>{register.signIn}</a>
        </span>
      </p>
    </div>,
  );
}
