import { createHash } from 'node:crypto';
import { type Content, html, longText, type Markup, trusted } from '../markup.ts';
import { script } from './script.ts';
import { style } from './style.ts';

/**
 * Lets in our one script and inline style, and nothing else: no request leaves the page, and no script runs that a
 * text brought along.
 */
const policyOf = (code: string): string =>
  `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${createHash('sha256')
    .update(code)
    .digest('base64')}'; base-uri 'none'; form-action 'none'`;

/** A page that is whole in itself. */
export const page = (options: {
  readonly title: string;
  readonly links: readonly { readonly anchor: string; readonly name: string }[];
  readonly body: Content;
  /** Code of ours beside that of every page. */
  readonly more?: string;
}): Markup => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyOf(script + (options.more ?? ''))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="natgrad-check">
<title>${longText(options.title, 200)}</title>
<style>${trusted(style)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<nav aria-label="Sections"><ul>${options.links.map(({ anchor, name }) => html`<li><a href="#${anchor}">${name}</a></li>`)}</ul><div class="controls"><input type="search" id="filter" hidden placeholder="Filter" aria-label="Filter rules, checks and claims" title="Filter rules, checks and claims"><button type="button" id="exact" aria-pressed="false">Exact numbers</button><button type="button" id="theme">Theme: auto</button></div></nav>
<main id="main" tabindex="-1">
${options.body}
</main>
<p id="status" role="status" class="visually-hidden"></p>
<script>${trusted(script + (options.more ?? ''))}</script>
</body>
</html>
`;
