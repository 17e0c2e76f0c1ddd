/** A file that only hands on, under their names, what one other file exports: what a module is when it shares its file. */
const handsOn = /^(?:import"\.\/rolldown-runtime\.js";)?export\{([^}]*)\}from"(\.\/[^"]+)";?\s*$/;

/** Names of more characters are left where they are: whoever imports them later need not read them before. */
const most = 1000;

/** Puts what is imported later, and would be handed on by a file of its own, where it is imported: each file is opened and read. */
export const facadesPlugin = () => ({
  name: 'facades',
  generateBundle(_, bundle) {
    const facades = Object.values(bundle).flatMap((chunk) => {
      const [, names, from] = (chunk.type === 'chunk' && handsOn.exec(chunk.code)) || [];
      if (names === undefined || chunk.isEntry || chunk.code.length > most) return [];
      const fields = names.split(',').map((each) => {
        const [inner, outer = inner] = each.split(' as ').map((name) => name.trim());
        return `${outer}:m.${inner}`;
      });
      const later = `import(\`${from}\`).then(m=>({${fields.join(',')}}))`;
      return [{ chunk, text: `import(\`./${chunk.fileName}\`)`, later }];
    });
    for (const { chunk, text, later } of facades) {
      let isUsed = false;
      for (const other of Object.values(bundle)) {
        if (other.type !== 'chunk') continue;
        if (other.imports.includes(chunk.fileName)) isUsed = true;
        other.code = other.code.replaceAll(text, later);
      }
      if (!isUsed) delete bundle[chunk.fileName];
    }
  },
});
