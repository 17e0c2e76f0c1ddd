import type { Addendum } from './remark.ts';

/** What a rule could promise in place of what it breaks: help, no fault of its own. */
const suggestions: Addendum<'suggestions'> = {
  name: 'suggestions',
  remarks: (found) =>
    found.map(({ change, sentence }) => ({
      mark: '→',
      about: 'suggestion',
      // The line stands below, where nothing folds it.
      text: sentence.replace(` ${change}`, ''),
      details: [],
      code: change,
      isNotable: true,
    })),
};

export default suggestions;
