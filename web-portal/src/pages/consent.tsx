/** The notice that stands before every other page until it is accepted; what was typed goes along. */
import { Hidden } from '../parts/field.tsx';
import { NoticeText, Tick } from '../parts/notice.tsx';
import { errorBeside, type FormProblem, ProblemBox } from '../parts/problem-box.tsx';
import { formToken, type Visit } from '../request/visit.ts';
import { type Me, page } from './page.tsx';
import { KeptTyping, type Typed } from './sign-in.tsx';

export interface ConsentFacts {
  me: Me;
  notice: { text: string; label: string; hash: string };
  /** The path to go on to. */
  next: string;
  typed: Typed | null;
  problem?: FormProblem;
}

export function consentPage(
  visit: Visit,
  { me, notice, next, typed, problem }: ConsentFacts,
): Promise<Response> {
  const { texts, addresses } = visit;
  const { consent } = texts.entry;
  return page(
    visit,
    { title: consent.title, status: problem?.status ?? 403, me, hasProblem: Boolean(problem) },
    <div class="panel">
      <h1>{consent.heading}</h1>
      <p class="help">{consent.help}</p>
      {problem && <ProblemBox problem={problem} texts={texts} />}
      <form method="post" action={addresses.consent} novalidate data-once>
        <Hidden name="formToken" value={formToken(visit)} />
        <Hidden name="next" value={next} />
        <Hidden name="wording" value={notice.hash} />
        <KeptTyping typed={typed} />
        <NoticeText text={notice.text} />
        <Tick name="accepted" label={notice.label} error={errorBeside(problem, 'accepted')} />
        <div class="actions">
          <button type="submit">{consent.submit}</button>
        </div>
      </form>
    </div>,
  );
}
