/** Where JavaScript ends a line and git does not. */
export const otherLineEnd: RegExp = /\r(?!\n)|[\u2028\u2029]/;
