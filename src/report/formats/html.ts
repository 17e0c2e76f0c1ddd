import type { Format } from '../format.ts';
import { page } from '../html/page.ts';
import { html } from '../markup.ts';
import { sectionsOf } from '../section.ts';
import { headline } from '../tally.ts';

/**
 * The report as one HTML page that is whole in itself: no request leaves it, it works without its script, in light
 * and dark and on paper. Whatever text a rule brings is shown as text.
 *
 * Cost: about ten plots a rule, some milliseconds each, on top of loading the plotting library.
 */
const htmlPage: Format = {
  file: 'index.html',
  rank: 40,
  prepare: () => import('../html/drawing.ts'),
  render: async (report) => {
    const sections = await sectionsOf(report);
    const drawn = await Promise.all(
      sections.map(async (section) => ({ ...section, element: await section.html(report) })),
    );
    const shown = drawn.filter(({ element }) => element.markup !== '');
    return page({
      title: `${headline(report)} – natgrad-check`,
      links: shown.flatMap(({ anchor, title }) => (title === null ? [] : [{ anchor, name: title }])),
      body: shown.map(({ element }) => html`${element}\n`),
    }).markup;
  },
};

export default htmlPage;
