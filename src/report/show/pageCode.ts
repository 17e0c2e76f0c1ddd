/**
 * The code of the pages that `show` writes: the library for browsers, and what draws with it. The build puts it here; where
 * this program runs from its sources there is none.
 *
 * @throws Error where nothing has been built
 */
export const pageCode = (): string => {
  throw new Error('pageCode: pages with code are written by the built program: npm run build');
};
