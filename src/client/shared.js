// What both pages do: save figures, and write texts into places.

export const byId = (id) => document.getElementById(id);

/** Writes a text where it has changed. */
export const write = (element, text) => {
  if (element && element.textContent !== text) element.textContent = text;
};

/** A drawing into its figure; what has focus in it keeps it. */
export const draw = (id, markup) => {
  const place = byId(id).querySelector('.drawn');
  const focused = place.contains(document.activeElement) ? document.activeElement.id : '';
  place.innerHTML = markup;
  if (focused) byId(focused)?.focus();
};

const save = (name, type, text) => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
};

/** Colours as they are now, so that the file needs no style sheet. */
const standalone = (svg) => {
  const style = getComputedStyle(document.documentElement);
  const resolved = (text) =>
    text.replace(/var\((--\w+)\)/g, (_, name) => style.getPropertyValue(name).trim());
  const ink = style.getPropertyValue('--ink').trim();
  return resolved(new XMLSerializer().serializeToString(svg)).replace('<svg ', `<svg color="${ink}" `);
};

/** @param tables the numbers of each figure as CSV, by its id */
export const listenToSaves = (tables) => {
  document.addEventListener('click', ({ target }) => {
    const kind = target.dataset?.save;
    if (!kind) return;
    const figure = target.closest('figure');
    if (kind === 'csv') save(`${figure.id}.csv`, 'text/csv', tables[figure.id]());
    else save(`${figure.id}.svg`, 'image/svg+xml', standalone(figure.querySelector('.drawn svg')));
  });
};
