/** Collects the modules that loading one of them loads: all that it imports, and what it imports later only if that is wanted. */
export const closurePlugin = (files, entry, { withLater = false } = {}) => ({
  name: 'closure',
  buildEnd() {
    const visit = (id) => {
      if (files.has(id)) return;
      files.add(id);
      const { importedIds = [], dynamicallyImportedIds = [] } = this.getModuleInfo(id) ?? {};
      for (const imported of [...importedIds, ...(withLater ? dynamicallyImportedIds : [])]) visit(imported);
    };
    visit(entry);
  },
});
