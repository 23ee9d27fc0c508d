/**
 * Lines that no entry of a report of gcov or gcovr tells as hit: counted over any value, for tests, by other means than the
 * reader's.
 */
export function missedLines(document: unknown): number {
  const hits = new Map<string, boolean>();
  for (const file of listOf(document, "files"))
    for (const line of listOf(file, "lines")) {
      const { line_number: number, count, ...marks } = { ...(line as object) } as Record<string, unknown>;
      if (marks["gcovr/noncode"] === true || marks["gcovr/excluded"] === true) continue;
      const key = `${(file as { file?: unknown }).file} ${number}`;
      hits.set(key, hits.get(key) === true || count !== 0);
    }
  return [...hits.values()].filter((isHit) => !isHit).length;
}

function listOf(value: unknown, name: string): readonly unknown[] {
  const list: unknown = (value as Record<string, unknown> | undefined | null)?.[name];
  return Array.isArray(list) ? list : [];
}
