import { type Content, html, longText, type Markup } from '../markup.ts';

/** Characters of a command or a test that are shown and copied; the file of the counterexample has all of it. */
const codeLimit = 60_000;

/** A piece of code with a button that copies it. */
export const copyable = (code: string, label: Content): Markup =>
  html`<div class="copyable"><pre tabindex="0" role="group" aria-label="${label}"><code>${longText(code, codeLimit)}</code></pre><button type="button" class="copy" aria-label="Copy: ${label}">Copy</button></div>`;
