/** A form of the portal as somebody reads it who has no browser. */

/** The hidden fields of the form that posts to `action`, as they stand in the page. Throws when there is none. */
export function formFields(page: string, action: string): URLSearchParams {
  const form = page
    .split('<form ')
    .find((part) => part.includes(`action="${action}"`))
    ?.split('</form>')[0];
  if (form === undefined) throw new Error(`No form on this page posts to ${action}.`);
  const fields = new URLSearchParams();
  for (const [input] of form.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(input)?.[1];
    if (name) fields.set(name, /value="([^"]*)"/.exec(input)?.[1] ?? '');
  }
  return fields;
}
