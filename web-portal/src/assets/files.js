// On pages where files are chosen: each is sent at once, with its progress; paste and drop work too.
(() => {
  for (const field of document.querySelectorAll('[data-files]')) {
    const { files: address, token, max, most, says } = field.dataset;
    const words = JSON.parse(says);
    const form = field.closest('form');
    const input = field.querySelector('input[type=file]');
    const chips = field.querySelector('.chips');
    const status = field.querySelector('[role=status]');
    const template = field.querySelector('template');
    const headers = { 'x-form-token': token };
    let last = Promise.resolve();
    let underWay = 0;
    let waiting = null;

    const tell = (chip, text) => {
      const size = chip.querySelector('.size');
      size.textContent = text;
      size.classList.add('error');
      status.textContent = `${chip.querySelector('.name').textContent}: ${text}`;
    };

    const add = (file) => {
      const chip = template.content.cloneNode(true).firstElementChild;
      chip.querySelector('.name').textContent = file.name;
      const remove = chip.querySelector('button');
      remove.setAttribute('aria-label', `${remove.textContent} ${file.name}`);
      // Without an id it is not sent along.
      chip.querySelector('input').disabled = true;
      const count = chips.children.length;
      chips.append(chip);
      if (count >= most) return tell(chip, words.many);
      if (file.size > max) return tell(chip, words.large);
      const bar = document.createElement('progress');
      bar.setAttribute('aria-label', file.name);
      chip.querySelector('.size').append(bar);
      underWay += 1;
      last = last.then(() => send(file, chip, bar)).then(settled);
    };

    const send = (file, chip, bar) =>
      new Promise((done) => {
        if (!chip.isConnected) return done();
        const request = new XMLHttpRequest();
        chip.request = request;
        request.upload.onprogress = ({ loaded, total }) => {
          bar.max = total;
          bar.value = loaded;
        };
        request.onloadend = () => {
          let answer = null;
          try {
            answer = JSON.parse(request.responseText);
          } catch {
            // Not from the desk: a proxy, or nobody.
          }
          if (request.status === 201) {
            const kept = chip.querySelector('input');
            kept.value = answer.id;
            kept.disabled = false;
            chip.querySelector('button').value = answer.id;
            chip.querySelector('.name').textContent = answer.fileName;
            chip.querySelector('.size').textContent = `(${answer.size})`;
            status.textContent = `${answer.fileName}: ${words.done}`;
          } else if (chip.isConnected) tell(chip, answer?.error?.message || words.failed);
          done();
        };
        request.open('POST', `${address}?name=${encodeURIComponent(file.name)}`);
        request.setRequestHeader('x-form-token', token);
        request.setRequestHeader('content-type', 'application/octet-stream');
        request.setRequestHeader('accept', 'application/json');
        request.send(file);
      });

    const settled = () => {
      underWay -= 1;
      if (underWay > 0 || !waiting) return;
      const button = waiting;
      waiting = null;
      button.removeAttribute('aria-disabled');
      // What failed is to be read first.
      if (chips.querySelector('.error')) return;
      // The button may have been replaced by a newer one meanwhile.
      form.requestSubmit(button.isConnected ? button : sender(null));
    };

    const sender = (pressed) =>
      pressed?.closest('.actions') ? pressed : form.querySelector('.actions [type=submit]');

    const addAll = (list) => [...list].forEach(add);
    input.addEventListener('change', () => {
      addAll(input.files);
      input.value = '';
    });
    const carried = (event, data) => {
      if (!data?.files.length) return;
      event.preventDefault();
      addAll(data.files);
    };
    form.addEventListener('paste', (event) => carried(event, event.clipboardData));
    form.addEventListener('drop', (event) => {
      form.classList.remove('over');
      carried(event, event.dataTransfer);
    });
    form.addEventListener('dragover', (event) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      form.classList.add('over');
    });
    form.addEventListener('dragleave', () => form.classList.remove('over'));

    chips.addEventListener('click', (event) => {
      const button = event.target.closest('button');
      if (!button) return;
      event.preventDefault();
      const chip = button.closest('li');
      chip.remove();
      chip.request?.abort();
      if (button.value) fetch(`${address}/${button.value}`, { method: 'DELETE', headers });
      status.textContent = words.removed;
      input.focus();
    });

    // Before the page's other script: a message must not leave without its files.
    form.addEventListener(
      'submit',
      (event) => {
        if (underWay === 0 || event.submitter?.name === 'removeUpload') return;
        event.preventDefault();
        event.stopImmediatePropagation();
        waiting = sender(event.submitter);
        waiting.setAttribute('aria-disabled', 'true');
      },
      true,
    );
  }
})();
