/** The page behind a link in a mail: choose a password; or that there is one, or that the link is over. */
import { displayText } from '@postern/core/client';
import { Field, Hidden } from '../parts/field.tsx';
import { errorBeside, type FormProblem, ProblemBox } from '../parts/problem-box.tsx';
import { formToken, type Visit } from '../request/visit.ts';
import { page } from './page.tsx';

export type LinkPurpose = 'REGISTER' | 'INVITE' | 'RESET';

export interface SetPasswordFacts {
  purpose: LinkPurpose;
  /** The page's own address, which holds the link's secret. */
  action: string;
  email: string;
  /** In characters. */
  shortest: number;
  problem?: FormProblem;
}

export function setPasswordPage(visit: Visit, facts: SetPasswordFacts): Promise<Response> {
  const { texts } = visit;
  const { password } = texts.entry;
  const { problem, purpose } = facts;
  return page(
    visit,
    { title: password.title, status: problem?.status ?? 200, me: null, hasProblem: Boolean(problem) },
    <div class="panel narrow">
      <h1>{password.headings[purpose]}</h1>
      {problem && <ProblemBox problem={problem} texts={texts} />}
      <form method="post" action={facts.action} novalidate data-once>
        <Hidden name="formToken" value={formToken(visit)} />
        <div class="field">
          <label for="username">{texts.signIn.email}</label>
          {/* Under this name password managers keep the new password. */}
          <input
            id="username"
            type="email"
            name="username"
            value={displayText(facts.email)}
            autocomplete="username"
            readonly
          />
        </div>
        <Field
          name="password"
          type="password"
          label={password.password}
          help={password.help(facts.shortest)}
          value=""
          autocomplete="new-password"
          error={errorBeside(problem, 'password')}
        />
        {purpose === 'RESET' && <p class="help">{password.signsOut}</p>}
        <div class="actions">
          <button type="submit">{password.submit}</button>
        </div>
      </form>
    </div>,
  );
}

/** For an invitation or registration of somebody who has a password meanwhile. */
export function hasLoginPage(visit: Visit, email: string): Promise<Response> {
  const { texts, addresses } = visit;
  const { password } = texts.entry;
  return page(
    visit,
    { title: password.hasLoginTitle, me: null },
    <div class="panel narrow">
      <h1>{password.hasLoginTitle}</h1>
      <p>{password.hasLogin(displayText(email))}</p>
      <div class="actions">
        <a class="button" href={addresses.signIn}>
          {password.signIn}
        </a>
      </div>
      <p class="ways">
        <a href={addresses.forgot}>{texts.signIn.forgot}</a>
      </p>
    </div>,
  );
}

/** One page for a link that was used, has expired or never was, with the way to a new one. */
export function linkExpiredPage(visit: Visit, purpose: LinkPurpose): Promise<Response> {
  const { texts, addresses, portal } = visit;
  const { password, toSignIn } = texts.entry;
  const again = purpose === 'REGISTER' && portal.hasSelfRegistration ? addresses.register : addresses.forgot;
  return page(
    visit,
    { title: password.expiredTitle, status: 404, me: null },
    <div class="panel narrow">
      <h1>{password.expiredTitle}</h1>
      <p>{password.expired}</p>
      <div class="actions">
        <a class="button" href={again}>
          {password.askAgain}
        </a>
      </div>
      <p class="ways">
        <a href={addresses.signIn}>{toSignIn}</a>
      </p>
    </div>,
  );
}
