/** What is printed: for a person, with annotations for GitHub, or a file of the report and nothing else. */
export const reporters = ['default', 'github', 'json', 'junit'] as const;
export type Reporter = (typeof reporters)[number];
