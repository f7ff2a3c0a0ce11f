/** What is wrong with a form, said before it: read out at once, and where the keyboard starts. */
import type { Texts } from '@postern/core/texts';

export interface Fault {
  /** The field it is about; null when it is about the form. */
  field: string | null;
  text: string;
  /** Of the field, where the text alone would not say which one it is about. */
  label?: string;
}

export interface FormProblem {
  status: 400 | 401 | 403 | 409 | 422 | 429 | 500 | 503;
  /** All that is wrong, in the order of the fields. */
  faults: readonly [Fault, ...Fault[]];
  hint?: string;
}

/** What to say beside a field; undefined when it is all right. */
export function errorBeside(problem: FormProblem | null | undefined, field: string): string | undefined {
  return problem?.faults.find((fault) => fault.field === field)?.text;
}

export function ProblemBox(props: { problem: FormProblem; texts: Texts }) {
  const { problem, texts } = props;
  return (
    <div class="problem" role="alert" tabindex={-1} autofocus>
      <h2>{texts.problemHeading}</h2>
      {problem.faults.map(({ field, text, label }) => {
        const told = label === undefined ? text : texts.aboutField(label, text);
        return <p dir="auto">{field ? <a href={`#${field}`}>{told}</a> : told}</p>;
      })}
      {problem.hint && <p>{problem.hint}</p>}
    </div>
  );
}
