/** Collects the modules that loading one of them loads: all that it imports, but for what it imports later. */
export const closurePlugin = (files, entry) => ({
  name: 'closure',
  buildEnd() {
    const visit = (id) => {
      if (files.has(id)) return;
      files.add(id);
      for (const imported of this.getModuleInfo(id)?.importedIds ?? []) visit(imported);
    };
    visit(entry);
  },
});
