// The licences of what is bundled go with it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of the package that a module is from; undefined where it is ours. */
const packageOf = (id) => /^.*\/node_modules\/(@[^/]+\/)?[^/]+(?=\/)/.exec(id)?.[0];

const sectionOf = (folder) => {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|notice)(\.|$)/i.test(file));
  if (files.length === 0 && license === undefined)
    throw new Error(`licenses: ${name} must state its licence`);
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').trim());
  return [`${name} ${version} (${license ?? 'see below'})`, ...texts].join('\n\n');
};

/** Writes THIRD-PARTY-LICENSES beside the bundle. */
export const licensesPlugin = () => ({
  name: 'licenses',
  generateBundle(_, bundle) {
    const ids = Object.values(bundle).flatMap((chunk) => (chunk.type === 'chunk' ? chunk.moduleIds : []));
    const folders = [...new Set(ids.map(packageOf))].filter((folder) => folder !== undefined).sort();
    const head = 'natgrad-check bundles these packages.';
    const source = [head, ...folders.map(sectionOf)].join(`\n\n${'-'.repeat(80)}\n\n`);
    this.emitFile({ type: 'asset', fileName: 'THIRD-PARTY-LICENSES', source: `${source}\n` });
  },
});
