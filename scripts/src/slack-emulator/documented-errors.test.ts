/** Whatever is wrong with a call, the code it is refused with is one the method documents. */
import { expect, test } from 'vitest';
import { sampleTokens } from './index.ts';
import { commonErrors, methodTable } from './method-table.ts';
import { fullManifest, replyDialog, type Stand, startStand } from './testing/stand.ts';

/** Arguments that decide nothing here, such as icons. */
const idle =
  /^(as_user|attachments|icon_|include_|link_names|mrkdwn|parse|unfurl_(links|media)|user_auth|username|alt_txt)/;

const wrongValues = ['', '-1', '{}', 'C0RANDOM', 'C0PARTNER', 'C0ARCHIVED', '1.000001', 'x'.repeat(13_000)];

/** Values with which most methods succeed, by the name of the argument. */
async function rightValues(stand: Stand): Promise<Record<string, string>> {
  const { ts } = await stand.web.chat.postMessage({ channel: 'C0SUPPORT', text: 'hello' });
  return {
    channel: 'C0SUPPORT',
    email: 'ada@postern.example',
    filename: 'a.txt',
    files: '[{"id":"F0"}]',
    length: '1',
    message_ts: ts!,
    name: 'eyes',
    post_at: String(Math.floor(Date.now() / 1000) + 60),
    text: 'hello',
    timestamp: ts!,
    ts: ts!,
    unfurls: '{"https://support.example.com":{"text":"x"}}',
    user: 'U0ADAOKAFOR',
    user_id: 'U0ADAOKAFOR',
    users: 'U0ADAOKAFOR',
    view: JSON.stringify(replyDialog()),
  };
}

test('no code is invented, whichever argument is wrong', async () => {
  await using stand = await startStand({ manifestFile: fullManifest });
  const { channel: archived } = await stand.emulator.act({ kind: 'createChannel', as: 'ada', name: 'old' });
  await stand.emulator.act({ kind: 'invite', as: 'ada', channel: 'old', person: 'postern' });
  await stand.emulator.act({ kind: 'archive', as: 'ada', channel: 'old' });
  const right = await rightValues(stand);
  const headers = { authorization: `Bearer ${sampleTokens.bot}` };
  const seen = new Map<string, Set<string>>();
  for (const [method, facts] of Object.entries(methodTable)) {
    if (facts.token !== 'bot' || method === 'auth.revoke') continue;
    const codes = new Set<string>();
    seen.set(method, codes);
    const names = [...facts.required, ...facts.optional];
    const base = Object.fromEntries(
      [...facts.required, 'text', 'ts', 'channel', 'users', 'unfurls', 'timestamp']
        .filter((name) => names.includes(name) && right[name])
        .map((name) => [name, right[name]!]),
    );
    for (const name of names.filter((one) => !idle.test(one))) {
      for (const wrong of wrongValues) {
        const value = wrong === 'C0ARCHIVED' ? String(archived) : wrong;
        const body = new URLSearchParams({
          ...(name === 'markdown_text' ? { ...base, text: '' } : base),
          [name]: value,
        });
        const { error } = (await (await stand.call(method, { headers, body })).json()) as { error?: string };
        if (error) codes.add(error);
      }
    }
  }
  const invented = [...seen].flatMap(([method, codes]) =>
    [...codes]
      .filter((code) => !methodTable[method]!.errors.includes(code) && !commonErrors.includes(code))
      .map((code) => `${method}: ${code}`),
  );
  expect(invented).toEqual([]);
  // The calls must have gone wrong in many ways, or this shows nothing.
  expect(new Set([...seen.values()].flatMap((codes) => [...codes])).size).toBeGreaterThan(25);
});
