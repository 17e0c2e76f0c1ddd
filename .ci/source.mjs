// Modules of src for scripts, not compiled beforehand.
import { createJiti } from 'jiti';

const jiti = createJiti(import.meta.url);

/** @param path of a module, below src */
export const source = (path) => jiti.import(`../src/${path}`);
