/** What somebody searches for, with what is wrong with it. */

/** The only field called `search` on its page. */
export function SearchField(props: { label: string; value: string; problem?: string | undefined }) {
  const { label, value, problem } = props;
  return (
    <div class={problem ? 'field wrong' : 'field'}>
      <label for="search">{label}</label>
      {problem && (
        <p class="error" id="search-error" role="alert">
          {problem}
        </p>
      )}
      <input
        type="search"
        id="search"
        name="search"
        value={value}
        dir="auto"
        {...(problem && { 'aria-invalid': 'true', 'aria-describedby': 'search-error' })}
      />
    </div>
  );
}
