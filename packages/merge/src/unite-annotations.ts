import { type Annotation, compareText } from "@tollgate/model";

/** What several tellings of a test say about it, each once and in a fixed order. */
export function uniteAnnotations(
  a: readonly Annotation[] | undefined,
  b: readonly Annotation[] | undefined,
): readonly Annotation[] | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const united = new Map([...a, ...b].map((annotation) => [keyOf(annotation), annotation]));
  return [...united].sort(([x], [y]) => compareText(x, y)).map(([, annotation]) => annotation);
}

function keyOf({ type, text }: Annotation): string {
  return JSON.stringify([type, text]);
}
