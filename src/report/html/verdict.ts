import type { Verdict } from '../../types/verdict.ts';
import { signOf } from '../tally.ts';
import { html, type Markup } from './markup.ts';

/** A verdict as sign, word and colour; the sign and the word say it without the colour. */
export const verdictBadge = (verdict: Verdict): Markup =>
  html`<span class="verdict ${verdict}"><span aria-hidden="true">${signOf(verdict)}</span> ${verdict}</span>`;
