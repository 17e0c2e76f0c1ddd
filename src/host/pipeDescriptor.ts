/** The descriptor at which a worker is asked, and answers. */
export const pipeDescriptor = 3;
