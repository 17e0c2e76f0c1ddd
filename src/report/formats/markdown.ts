import type { Format } from '../format.ts';
import { sectionsOf } from '../section.ts';

/** The report for the job summary of a CI run: the answer, a table of rules, each counterexample, the claims. */
const markdown: Format = {
  file: 'report.md',
  rank: 20,
  render: async (report) => {
    const sections = await sectionsOf(report);
    return `${sections.flatMap((section) => section.markdown(report)).join('\n\n')}\n`;
  },
};

export default markdown;
