/** What is wrong with a form, said before it: read out at once, and where the keyboard starts. */
import type { Texts } from '../texts/texts.ts';

export interface FormProblem {
  status: 400 | 401 | 403 | 409 | 422 | 429 | 500 | 503;
  /** The field it is about; null when it is about the form. */
  field: string | null;
  text: string;
  hint?: string;
}

export function ProblemBox(props: { problem: FormProblem; texts: Texts }) {
  const { problem, texts } = props;
  return (
    <div class="problem" role="alert" tabindex={-1} autofocus>
      <h2>{texts.problemHeading}</h2>
      <p>{problem.field ? <a href={`#${problem.field}`}>{problem.text}</a> : problem.text}</p>
      {problem.hint && <p>{problem.hint}</p>}
    </div>
  );
}
