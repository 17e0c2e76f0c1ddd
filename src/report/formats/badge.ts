import type { Report } from '../../types/report.ts';
import type { Verdict } from '../../types/verdict.ts';
import type { Format } from '../format.ts';
import { escapeHtml } from '../markup.ts';
import { verdicts } from '../tally.ts';

/** The verdict of a report as a picture for a README: whole in itself, the words readable without it. */
const badge: Format = {
  file: 'badge.svg',
  rank: 25,
  render: (report) => {
    const { text, verdict } = said(report);
    const [left, right] = [widthOf(name), widthOf(text)];
    const width = left + right;
    const label = escapeHtml(`${name}: ${text}`, 200);
    const words = (content: string, x: number, room: number): string =>
      `<text x="${x + room / 2}" y="14" textLength="${room - 2 * padding}" lengthAdjust="spacingAndGlyphs">${escapeHtml(content, 200)}</text>`;
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="20" role="img" aria-label="${label}">`,
      `<title>${label}</title>`,
      `<clipPath id="r"><rect width="${width}" height="20" rx="3"/></clipPath>`,
      `<g clip-path="url(#r)"><rect width="${left}" height="20" fill="#3b3f46"/><rect x="${left}" width="${right}" height="20" fill="${colors[verdict]}"/></g>`,
      `<g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="11">${words(name, 0, left)}${words(text, left, right)}</g>`,
      '</svg>',
      '',
    ].join('\n');
  },
};

export default badge;

const name = 'natgrad-check';
const padding = 6;

/** White text on each has a contrast of 4.5 and more. */
const colors: Readonly<Record<Verdict, string>> = {
  verified: '#00694d',
  falsified: '#b23c05',
  inconclusive: '#765700',
  vacuous: '#5d6067',
};

/** Pixels of a text at 11 px, about: `textLength` makes it so. */
const widthOf = (text: string): number => Math.round(6.6 * text.length) + 2 * padding;

/** The worst verdict of the rules, or else of the claims, and how many came to each. */
const said = ({
  rules,
  claims,
  environment,
}: Report): { readonly text: string; readonly verdict: Verdict } => {
  const judged = rules.length > 0 ? rules : claims;
  const counts = verdicts
    .map(({ verdict }) => ({ verdict, count: judged.filter((one) => one.verdict === verdict).length }))
    .filter(({ count }) => count > 0);
  const worst = counts[0];
  if (!worst) return { text: 'nothing tested', verdict: 'vacuous' };
  const text =
    judged.length === 1
      ? worst.verdict
      : counts.map(({ verdict, count }) => `${count} ${verdict}`).join(', ');
  const isPartial = environment.interrupted !== undefined || environment.incomplete !== undefined;
  if (!isPartial) return { text, verdict: worst.verdict };
  return {
    text: `${text}, incomplete`,
    verdict: worst.verdict === 'verified' ? 'inconclusive' : worst.verdict,
  };
};
