/** Files: at a message, and in a form where they are chosen. */
import { type AttachmentView, displayText, type UploadView } from '@postern/core/client';
import type { Child } from 'hono/jsx';
import { formToken, type Visit } from '../request/visit.ts';
import { Hidden } from './field.tsx';

export interface FileLimits {
  maxMegabytes: number;
  mostFiles: number;
}

/** The files of a message, each with its size. */
export function Attachments(props: { files: readonly AttachmentView[]; visit: Visit }) {
  const { texts, addresses } = props.visit;
  if (props.files.length === 0) return null;
  return (
    <ul class="files" aria-label={texts.files.attached}>
      {props.files.map((file) => (
        <li>
          <a href={addresses.attachment(file.id)}>
            <Clip />
            <bdi>{displayText(file.fileName)}</bdi>
          </a>{' '}
          <span class="size">({texts.files.size(file.bytes)})</span>
        </li>
      ))}
    </ul>
  );
}

function Clip() {
  return (
    <svg class="clip" viewBox="0 0 16 16" aria-hidden="true">
      <path d="M12.5 7.5 7.6 12.4a3 3 0 0 1-4.3-4.3l5.6-5.5a2 2 0 0 1 2.9 2.8l-5.4 5.4a.9.9 0 0 1-1.3-1.3l4.6-4.6" />
    </svg>
  );
}

/**
 * Where files are chosen, with those that are kept already. Each has its "Remove", which is a way of sending the form;
 * so the first button of a form with kept files must be another one, or Enter in a field would remove a file.
 */
export function FileField(props: {
  visit: Visit;
  uploads: readonly UploadView[];
  limits: FileLimits;
  error?: string | undefined;
  /** In place of the portal's own word. */
  label?: string;
  /** Stands behind the label, such as "required". */
  mark?: Child;
}) {
  const { visit, uploads, limits, error } = props;
  const { files } = visit.texts;
  const describedBy = ['files-help', error && 'files-error'].filter(Boolean).join(' ');
  return (
    <div
      class={error ? 'field wrong' : 'field'}
      data-files={visit.addresses.uploads}
      data-token={formToken(visit)}
      data-max={limits.maxMegabytes * 1024 * 1024}
      data-most={limits.mostFiles}
      data-says={JSON.stringify({
        large: files.tooLarge(limits.maxMegabytes),
        many: files.tooMany(limits.mostFiles),
        failed: files.failed,
        done: files.done,
        removed: files.removed,
      })}
    >
      <div class="label">
        <label for="files" dir="auto">
          {props.label ?? files.label}
        </label>{' '}
        {props.mark}
      </div>
      <p class="help" id="files-help">
        {files.help(limits.mostFiles, limits.maxMegabytes)}
      </p>
      {error && (
        <p class="error" id="files-error">
          {error}
        </p>
      )}
      <ul class="chips" aria-label={files.chosen}>
        {uploads.map((upload) => (
          <Chip visit={visit} upload={upload} />
        ))}
      </ul>
      <input
        type="file"
        id="files"
        name="files"
        multiple
        aria-describedby={describedBy}
        {...(error && { 'aria-invalid': 'true' as const })}
      />
      <p class="unseen" role="status" />
      <template>
        <Chip visit={visit} upload={{ id: '', fileName: '', bytes: 0, mediaType: '' }} />
      </template>
    </div>
  );
}

function Chip(props: { visit: Visit; upload: UploadView }) {
  const { files } = props.visit.texts;
  const { id, fileName, bytes } = props.upload;
  const name = displayText(fileName);
  return (
    <li>
      <Hidden name="upload" value={id} />
      <bdi class="name">{name}</bdi> <span class="size">{id && `(${files.size(bytes)})`}</span>
      <button
        type="submit"
        class="plain"
        name="removeUpload"
        value={id}
        aria-label={id ? files.remove(name) : undefined}
      >
        {files.removeShort}
      </button>
    </li>
  );
}

/** Out of sight and first: what Enter in a field presses. */
export function DefaultButton(props: { label: string }) {
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: no key and no reader reaches it; it is there for Enter alone.
    <button type="submit" class="unseen" tabindex={-1} aria-hidden="true">
      {props.label}
    </button>
  );
}
