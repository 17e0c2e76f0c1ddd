import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The file that runs a module of this program: where it says, or the bundled one where this runs from source. */
export const compiledFile = (module: URL): string => {
  const file = fileURLToPath(module);
  const [folder, name] = module.pathname.split('/').slice(-2);
  return existsSync(file) ? file : fileURLToPath(new URL(`../../dist/${folder}-${name}`, module));
};
