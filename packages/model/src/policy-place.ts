/** A line of a policy file, for messages. */
export type Place = { readonly path: string; readonly line: number; readonly column: number };
