import type { Verdict } from '../../types/verdict.ts';
import { html, type Markup } from '../markup.ts';
import { signOf } from '../tally.ts';

/** What was seen of a law that is not promised: neither praise nor blame. */
export const measuredBadge = (verdict: Verdict): Markup => {
  const words = {
    verified: 'holds',
    falsified: 'does not hold',
    inconclusive: 'undecided',
    vacuous: 'untested',
  } as const;
  return html`<span class="verdict vacuous">${words[verdict]}</span>`;
};

/** A verdict as sign, word and colour; the sign and the word say it without the colour. */
export const verdictBadge = (verdict: Verdict): Markup =>
  html`<span class="verdict ${verdict}"><span aria-hidden="true">${signOf(verdict)}</span> ${verdict}</span>`;
