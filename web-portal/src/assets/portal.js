// Only improves: own time zone, drafts, one sending at a time.
(() => {
  const root = document.documentElement;
  const locale = root.dataset.locale || root.lang;

  // ----- times -----
  const day = { day: 'numeric', month: 'short' };
  const clock = { hour: '2-digit', minute: '2-digit' };
  const formats = {
    day,
    moment: { ...day, ...clock },
    time: clock,
    exact: {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      ...clock,
      timeZoneName: 'short',
    },
  };
  const made = {};
  const format = (style, at, withYear) => {
    const key = style + (withYear ? 'Y' : '');
    made[key] ||= new Intl.DateTimeFormat(locale, {
      ...formats[style],
      ...(withYear && { year: 'numeric' }),
    });
    return made[key].format(at);
  };
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const isOtherYear = (at) => at.getFullYear() !== new Date().getFullYear();
  const ago = (at) => {
    const minutes = Math.floor(Math.max(0, Date.now() - at) / 60000);
    if (minutes < 1) return relative.format(0, 'second');
    if (minutes < 60) return relative.format(-minutes, 'minute');
    if (minutes < 1440) return relative.format(-Math.floor(minutes / 60), 'hour');
    if (minutes < 10080) return relative.format(-Math.floor(minutes / 1440), 'day');
    return format('day', at, isOtherYear(at));
  };
  const showTimes = () => {
    for (const time of document.querySelectorAll('time[data-as]')) {
      const at = new Date(time.dateTime);
      const as = time.dataset.as;
      const text = as === 'ago' ? ago(at) : format(as, at, as !== 'time' && isOtherYear(at));
      if (time.textContent !== text) time.textContent = text;
      time.title = format('exact', at);
    }
  };
  showTimes();
  addEventListener('times', showTimes);
  setInterval(() => {
    if (!document.hidden) showTimes();
  }, 30000);

  // ----- drafts: kept in this tab, for this session, until sent or signed out -----
  const session = document.querySelector('.leave [name=formToken]')?.value.slice(0, 12);
  const prefix = `draft ${session} `;
  const store = (action) => {
    try {
      return action(sessionStorage);
    } catch {
      return null; // Forbidden or full: no drafts.
    }
  };
  const fields = [...document.querySelectorAll('[data-draft]')];
  const forget = (name) => store((kept) => kept.removeItem(prefix + name));
  if (document.querySelector('#sent, .filed')) {
    const address = location.pathname;
    for (const name of [address, `${address} subject`, `${address} message`]) forget(name);
    const from = new URLSearchParams(location.search).get('from');
    if (from) forget(address.replace(/[^/]+$/, from));
  }
  for (const field of fields) {
    const name = field.dataset.draft;
    // What the page itself brings (a text that needs correcting) is newer than any draft.
    if (field.value === '') field.value = store((kept) => kept.getItem(prefix + name)) || '';
    field.addEventListener('input', () => {
      if (field.value) store((kept) => kept.setItem(prefix + name, field.value));
      else forget(name);
    });
  }
  const forgetAll = (isOurs) =>
    store((kept) => {
      for (const key of Object.keys(kept)) if (key.startsWith('draft ') && isOurs(key)) kept.removeItem(key);
    });
  if (session) forgetAll((key) => !key.startsWith(prefix));
  document.querySelector('.leave')?.addEventListener('submit', () => {
    forgetAll(() => true);
    try {
      for (const key of Object.keys(localStorage)) if (key.startsWith('seen ')) localStorage.removeItem(key);
    } catch {}
  });

  // ----- fields that show with some answers alone; without a script they say so themselves -----
  const dependents = [...document.querySelectorAll('[data-if]')];
  const says = (name, values) =>
    [...document.getElementsByName(name)].some(
      (control) =>
        !control.closest('[data-if][hidden]') &&
        (control.checked || !/radio|checkbox/.test(control.type)) &&
        values.includes(control.value),
    );
  const showDependents = () => {
    for (const part of dependents) {
      const shows = says(part.dataset.if, JSON.parse(part.dataset.values));
      part.hidden = !shows;
      for (const control of part.querySelectorAll('[data-required]')) control.required = shows;
    }
  };
  for (const line of document.querySelectorAll('.only-if')) line.hidden = true;
  addEventListener('change', showDependents);
  showDependents();

  // ----- one sending at a time -----
  for (const form of document.querySelectorAll('form[data-once]')) {
    form.addEventListener('submit', (event) => {
      if (form.dataset.sending) return event.preventDefault();
      form.dataset.sending = 'yes';
      form.querySelector('.actions [type=submit]')?.setAttribute('aria-disabled', 'true');
      // A server that never answers must not lock the form for good.
      setTimeout(() => release(form), 15000);
    });
  }
  const release = (form) => {
    delete form.dataset.sending;
    form.querySelector('.actions [type=submit]')?.removeAttribute('aria-disabled');
  };

  // A page that the browser had kept aside may be of a session that has ended.
  addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload();
  });

  // ----- articles -----
  const hints = document.querySelector('[data-suggest]');
  let wait;
  hints?.previousSibling.addEventListener('input', ({ target }) => {
    clearTimeout(wait);
    wait = setTimeout(async () => {
      const answer = await fetch(hints.dataset.suggest + encodeURIComponent(target.value));
      const { items } = await answer.json();
      const link = (item) => Object.assign(document.createElement('a'), item);
      hints.lastChild.replaceChildren(...items.map(link));
      hints.hidden = !items[0];
    }, 300);
  });

  // ----- errors: the keyboard starts at their summary -----
  document.querySelector('.problem')?.focus();

  // On paper, nothing is folded away.
  addEventListener('beforeprint', () => {
    for (const folded of document.querySelectorAll('details')) folded.open = true;
  });
})();
