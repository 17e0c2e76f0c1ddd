import { fileURLToPath } from 'node:url';
import { loadUserModule } from './userModule.ts';

/**
 * A module of TypeScript or JavaScript as the command reads it, not compiled beforehand.
 *
 * @param file its path, or its file: URL
 * @throws SubjectError where the file is missing, does not parse, or throws while it loads
 */
export const importModule = async (file: string | URL): Promise<{ readonly default: unknown }> => {
  const { exported } = await loadUserModule(file instanceof URL ? fileURLToPath(file) : file);
  return { default: exported };
};
