/** What a message may contain: text, blocks and metadata, with Slack's refusals in Slack's order. */
import { ApiError, type Call, invalidArguments } from './api-call.ts';
import { messageProblems, textLength } from './block-kit.ts';
import { isObject } from './schema.ts';
import type { Block, Metadata } from './types.ts';

/** Slack's numbers: a posted text is split above 4,000 characters and cut above 40,000. */
export const splitAbove = 4_000;
const cutAbove = 40_000;
const blocksTextMax = 13_000;
const markdownTextMax = 12_000;
/** The real limit is not published; the desk keeps below 1 KB, so more than that is refused here. */
const metadataMaxBytes = 1_024;

export interface Content {
  text: string;
  /** Undefined when the argument was absent. */
  blocks: Block[] | undefined;
  warnings: string[];
}

/** Reads and checks `text`, `markdown_text` and `blocks`. Throws the refusal Slack would give. */
export function readContent(call: Call): Content {
  const { args, world } = call;
  const blocks = readBlocks(call);
  const given = args.text('text');
  const markdown = args.text('markdown_text');
  if (args.has('attachments')) {
    world.journal.add('defect', `${call.method}: attachments are not drawn by the emulator; use blocks.`);
  }
  for (const name of ['username', 'icon_url', 'icon_emoji']) {
    if (args.has(name) && !world.manifest.scopes.includes('chat:write.customize')) {
      world.journal.add('defect', `${call.method}: ${name} needs the scope chat:write.customize.`);
    }
  }
  if (markdown !== '' && (given !== '' || blocks !== undefined)) throw new ApiError('markdown_text_conflict');
  if (markdown.length > markdownTextMax) {
    throw invalidArguments(`must be less than ${markdownTextMax + 1} characters: markdown_text`);
  }
  const text = given || markdown;
  const isCut = text.length > cutAbove;
  return {
    text: normalized(isCut ? text.slice(0, cutAbove) : text),
    blocks,
    warnings: isCut ? ['message_truncated'] : [],
  };
}

function readBlocks(call: Call): Block[] | undefined {
  const blocks = call.args.json('blocks');
  if (blocks === undefined) return undefined;
  if (!Array.isArray(blocks) || !blocks.every(isObject)) throw new ApiError('invalid_blocks_format');
  const problems = messageProblems(blocks);
  if (problems.length > 0) {
    throw new ApiError('invalid_blocks', {
      errors: problems,
      response_metadata: { messages: problems.map((problem) => `[ERROR] ${problem}`) },
    });
  }
  // Only posting has a code of its own for this.
  if (textLength(blocks) > blocksTextMax) {
    throw new ApiError(call.method === 'chat.postMessage' ? 'msg_blocks_too_long' : 'msg_too_long');
  }
  return blocks as Block[];
}

/** Slack stores text with `&`, `<` and `>` escaped, except where they are its own markup. */
export function normalized(text: string): string {
  return text
    .replace(/&(?!amp;|lt;|gt;)/g, '&amp;')
    .replace(/<([^<>]*)>|[<>]/g, (found, markup?: string) =>
      markup !== undefined && /^(?:[@#!][A-Za-z]|https?:\/\/|mailto:|tel:)/.test(markup)
        ? found
        : found.replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    );
}

/** Cuts a text into the pieces Slack would post it as, breaking at a line or a space where one is near. */
export function splitText(text: string): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > splitAbove) {
    const near = rest.slice(0, splitAbove);
    const at = Math.max(near.lastIndexOf('\n'), near.lastIndexOf(' '));
    const end = at > splitAbove / 2 ? at : splitAbove;
    pieces.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return [...pieces, rest];
}

/** Reads `metadata`: undefined when absent, null when an empty object asks to remove it. */
export function readMetadata(call: Call): Metadata | null | undefined {
  const metadata = call.args.json('metadata');
  if (metadata === undefined) return undefined;
  if (!isObject(metadata)) throw new ApiError('invalid_metadata_format');
  if (Object.keys(metadata).length === 0) return null;
  const { event_type: type, event_payload: payload, ...others } = metadata;
  if (typeof type !== 'string' || type === '' || !isObject(payload) || Object.keys(others).length > 0) {
    throw new ApiError('invalid_metadata_format');
  }
  if (Buffer.byteLength(JSON.stringify(metadata)) > metadataMaxBytes) {
    throw new ApiError('metadata_too_large');
  }
  return { event_type: type, event_payload: payload };
}
