import temml from 'temml';
import { type Markup, trusted } from './markup.ts';

/** A formula of ours, from TeX, as MathML. */
export const formula = (tex: string): Markup => trusted(temml.renderToString(tex, { throwOnError: true }));

/** The formula in a line of its own. */
export const displayFormula = (tex: string): Markup =>
  trusted(temml.renderToString(tex, { throwOnError: true, displayMode: true }));
