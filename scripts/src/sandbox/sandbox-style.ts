/** How the sample desk's mail page looks. */
export const sandboxStyle = `
:root { color-scheme: light dark; --ink: #1d2320; --soft: #56605b; --line: #dfe4e1; --paper: #fff; --paper-2: #f6f8f7; --brand: #2f5d50; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8edea; --soft: #a3aea8; --line: #38403c; --paper: #161a18; --paper-2: #1e2421; --brand: #8fc7b4; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper-2); color: var(--ink); font: 1rem/1.6 system-ui, sans-serif; }
main { max-inline-size: 45rem; margin-inline: auto; padding: 2rem 1rem; }
h1 { font-size: 1.6rem; line-height: 1.25; }
h2 { font-size: 1.1rem; margin: 0; overflow-wrap: anywhere; }
.lead, .meta { color: var(--soft); }
.meta { font-size: .875rem; margin-block: .25rem 1rem; overflow-wrap: anywhere; }
article { background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: 1.25rem; margin-block: 1rem; }
pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; }
a { color: var(--brand); }
`;
