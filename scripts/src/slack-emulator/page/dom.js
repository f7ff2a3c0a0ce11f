/** Builds the page's elements; text only ever becomes text nodes, never markup. */

/** An element with properties, listeners (`onclick`), attributes (`aria-…`, `data-…`) and children. */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'class') element.className = value;
    else if (name in element && !name.includes('-')) element[name] = value;
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(
    ...children.flat().filter((child) => child !== null && child !== undefined && child !== false),
  );
  return element;
}

/** The element of index.html with this id. */
export function byId(id) {
  return document.getElementById(id);
}

/**
 * Makes `container` show `items` in order. An item whose signature did not change keeps its element, so that focus,
 * an open menu and half-typed text survive an update elsewhere.
 */
export function show(container, items, { key, render }) {
  const kept = new Map([...container.children].map((child) => [child.dataset.key, child]));
  let previous = null;
  for (const item of items) {
    const id = key(item);
    const signature = JSON.stringify(item);
    let element = kept.get(id);
    kept.delete(id);
    if (!element || element.signature !== signature) {
      const fresh = render(item);
      fresh.dataset.key = id;
      fresh.signature = signature;
      element?.replaceWith(fresh);
      element = fresh;
    }
    const place = previous ? previous.nextSibling : container.firstChild;
    if (place !== element) container.insertBefore(element, place);
    previous = element;
  }
  for (const gone of kept.values()) gone.remove();
}

/** Grows a text field with its content, up to the limit in the style sheet. */
export function grow(field) {
  field.style.height = 'auto';
  field.style.height = `${field.scrollHeight + 2}px`;
}
