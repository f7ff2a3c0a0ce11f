/** The file for an external editor says who will read it, and gives back what was written and nothing of ours. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sampleState, sampleTicket, writing } from '../../testing/sample-state.ts';
import { createEditor, textOf } from '../editor/editor.ts';
import type { Composer, WritingKind } from '../store/model.ts';
import {
  editorCommand,
  fileNameFor,
  fileTextFor,
  settingFile,
  textFromFile,
  writeInEditor,
} from './external-editor.ts';

function composer(kind: WritingKind, text: string, subject = 'Cannot sign in'): Composer {
  const ticket = sampleTicket(1_042, subject);
  return writing(sampleState(80, 24), kind, ticket, text).composer as Composer;
}

test('the name and the first line say which of the two it is', () => {
  expect(fileNameFor(composer('reply', ''))).toBe('postern-1042-PUBLIC-REPLY.md');
  expect(fileNameFor(composer('note', ''))).toBe('postern-1042-INTERNAL-NOTE.md');
  expect(fileTextFor(composer('reply', 'Hi'))).toMatch(/^<!-- postern: PUBLIC REPLY to Cannot sign in/);
  expect(fileTextFor(composer('note', 'Hi'))).toMatch(
    /^<!-- postern: INTERNAL NOTE, team only, never shown to/,
  );
});

test('an untouched file gives back the draft, whatever is in it or in the subject', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.string(),
      fc.constantFrom<WritingKind[]>('reply', 'note'),
      (text, subject, kind) => {
        const draft = composer(kind, text, subject);
        const kept = textOf(createEditor(text));
        // The last line end is what editors add by themselves.
        expect(textFromFile(fileTextFor(draft))).toBe(kept.replace(/\n$/, ''));
        expect(textFromFile(`${fileTextFor(draft)}\n`)).toBe(kept);
      },
    ),
  );
});

test('a comment of the writer stays; ours goes, also with Windows line ends', () => {
  const file = fileTextFor(composer('reply', '<!-- mine -->\nHello'));
  expect(textFromFile(file)).toBe('<!-- mine -->\nHello');
  expect(textFromFile(file.replaceAll('\n', '\r\n'))).toBe('<!-- mine -->\nHello');
});

test('VISUAL wins over EDITOR, and vi is there without both', () => {
  expect(editorCommand({ VISUAL: 'code --wait', EDITOR: 'nano' })).toBe('code --wait');
  expect(editorCommand({ EDITOR: 'nano' })).toBe('nano');
  expect(editorCommand({})).toBe('vi');
});

test('an editor that fails or is not there leaves the text as it was', async () => {
  expect(await writeInEditor({ fileName: 'note.md', fileText: 'Hi' }, { EDITOR: 'false' })).toEqual({
    problem: 'false ended with 1; your text is as it was.',
  });
});

test('the file for a setting says which one it is and who will read it, and gives back the text alone', () => {
  const { fileName, fileText } = settingFile({
    key: 'invitation.body',
    about: 'The text',
    text: 'Hello {link}',
  });
  expect(fileName).toBe('postern-invitation.body.md');
  expect(fileText).toContain('Customers will read what stands below');
  expect(textFromFile(fileText)).toBe('Hello {link}');
});
