/** Works through a queue in so many lanes: each item goes to one of them. */
export const inParallel = async <Item>(
  lanes: number,
  queue: IterableIterator<Item>,
  work: (item: Item) => Promise<void>,
): Promise<void> => {
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (const item of queue) await work(item);
    }),
  );
};
