/** Writing in the person's own editor: a file that says by its name and its first line who will read it. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { textOf } from '../editor/editor.ts';
import { namesOf, unseenWords } from '../store/composing-words.ts';
import type { Composer } from '../store/model.ts';

const mark = '<!-- postern:';

/** The file's name: `postern-1042-PUBLIC-REPLY.md`. */
export function fileNameFor({ number, kind }: Pick<Composer, 'number' | 'kind'>): string {
  return `postern-${number}-${kind === 'reply' ? 'PUBLIC-REPLY' : 'INTERNAL-NOTE'}.md`;
}

/** The file's text: comments that name the audience, then the draft. */
export function fileTextFor(composer: Composer): string {
  const unseen = composer.audience && unseenWords(composer.audience.to);
  const about = `#${composer.number} ${composer.subject}`;
  const lines =
    composer.kind === 'reply'
      ? [
          `PUBLIC REPLY to ${composer.audience ? namesOf(composer.audience) : composer.customer}, ${about}`,
          unseen
            ? `No mail: ${unseen}. Ctrl+S back in Postern keeps it in the thread.`
            : 'The customer will read what stands below, once you press Ctrl+S back in Postern.',
        ]
      : [
          `INTERNAL NOTE, team only, never shown to ${composer.customer}, ${about}`,
          'Ctrl+N back in Postern keeps it.',
        ];
  return `${lines.map((line) => `${mark} ${line} -->\n`).join('')}\n${textOf(composer.editor)}`;
}

/** The file for a text of the portal's settings, which customers will read. */
export function settingFile(setting: { key: string; about: string; text: string }) {
  const lines = [
    `${setting.key}: ${setting.about}`,
    'Customers will read what stands below, once it is saved.',
  ];
  return {
    fileName: `postern-${setting.key}.md`,
    fileText: `${lines.map((line) => `${mark} ${line} -->\n`).join('')}\n${setting.text}`,
  };
}

/** What was written, without our comments at its beginning. */
export function textFromFile(content: string): string {
  const lines = content.replace(/^\ufeff/, '').split(/\r?\n/);
  let first = 0;
  while (lines[first]?.startsWith(mark)) first += 1;
  if (first > 0 && lines[first] === '') first += 1;
  return lines.slice(first).join('\n').replace(/\n$/, '');
}

/** The editor's command: `$POSTERN_EDITOR`, else `$VISUAL`, else `$EDITOR`, else vi. */
export function editorCommand(env: Readonly<Record<string, string | undefined>>): string {
  return env.POSTERN_EDITOR || env.VISUAL || env.EDITOR || 'vi';
}

/** Runs the editor on the draft and answers the new text, or in words why there is none. The terminal must be free. */
export async function writeInEditor(
  draft: { fileName: string; fileText: string },
  env: Readonly<Record<string, string | undefined>>,
): Promise<{ text: string } | { problem: string }> {
  const command = editorCommand(env);
  let folder: string | undefined;
  try {
    folder = mkdtempSync(join(tmpdir(), 'postern-'));
    const file = join(folder, draft.fileName);
    writeFileSync(file, draft.fileText, { mode: 0o600 });
    const code = await new Promise<number>((resolve, reject) => {
      // Through the shell, because people write EDITOR="code --wait".
      const child = spawn('/bin/sh', ['-c', `${command} "$1"`, 'postern', file], { stdio: 'inherit' });
      child.once('error', reject);
      child.once('exit', (exit, signal) => resolve(signal ? 1 : (exit ?? 1)));
    });
    if (code !== 0) return { problem: `${command} ended with ${code}; your text is as it was.` };
    return { text: textFromFile(readFileSync(file, 'utf8')) };
  } catch (error) {
    return { problem: `${command} could not be used: ${(error as Error).message}. Your text is as it was.` };
  } finally {
    if (folder) rmSync(folder, { recursive: true, force: true });
  }
}
