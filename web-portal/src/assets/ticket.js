// Only improves an open ticket: shows what is new since the last visit, and what comes while it is read.
(() => {
  // Storage may be forbidden or full; then no visit is remembered.
  const store = (action) => {
    try {
      return action(localStorage);
    } catch {
      return null;
    }
  };
  const thread = document.querySelector('#thread');
  if (!thread) return;
  const texts = thread.dataset;
  const key = `seen ${texts.seen}`;
  const messages = [...thread.querySelectorAll('[data-id]')];
  const at = (item) => item.querySelector('time').dateTime;
  const remember = (item) => item && store((kept) => kept.setItem(key, at(item)));
  const before = store((kept) => kept.getItem(key));
  const first = before && messages.find((item) => item.className !== 'you' && at(item) > before);
  if (first) {
    const line = document.createElement('li');
    line.className = 'fresh';
    line.textContent = texts.fresh;
    first.before(line);
    const fold = first.closest('.folded');
    if (fold) fold.open = true;
    if (!location.hash) line.scrollIntoView();
  }
  remember(messages.at(-1));

  const refresh = async () => {
    const answer = await fetch(location.pathname);
    if (!answer.ok) return location.reload();
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const focus = document.activeElement;
    const { top } = focus.getBoundingClientRect();
    const fresh = [...page.querySelectorAll('[data-id]')].filter(
      (item) => !thread.querySelector(`[data-id=${item.dataset.id}]`),
    );
    thread.lastElementChild.append(...fresh);
    for (const part of document.querySelectorAll('[data-live]')) {
      const next = page.querySelector(`[data-live=${part.dataset.live}]`);
      if (!part.isEqualNode(next)) part.replaceWith(next);
    }
    dispatchEvent(new Event('times'));
    const last = fresh.at(-1);
    remember(last);
    // Whoever is writing stays where they are, unless the browser has seen to it.
    if (focus.form) scrollBy({ top: focus.getBoundingClientRect().top - top, behavior: 'instant' });
    document.querySelector('#news').textContent = last
      ? texts.news.replace('{name}', last.querySelector('strong').textContent)
      : document.querySelector('.state').textContent;
  };
  let address = texts.from;
  let live;
  const listen = () => {
    live?.close();
    if (document.hidden) return;
    live = new EventSource(address);
    live.onmessage = (event) => {
      address = address.replace(/[^=]*$/, event.lastEventId);
      refresh();
    };
  };
  listen();
  document.addEventListener('visibilitychange', listen);
})();
