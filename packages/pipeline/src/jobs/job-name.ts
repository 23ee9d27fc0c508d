/** Without the legs of a matrix, and without the workflow that calls it: `checks / test (24, linux)` is `test`. */
export function jobOf(name: string): string {
  const own = name.slice(name.lastIndexOf(" / ") + 1).trim();
  const last = own.replace(/^\/ /, "");
  return last.replace(/\s*\([^()]*\)$/, "");
}

/** What a matrix leg is told by: `24` and `linux` of `test (24, linux)`. */
export function legOf(name: string): readonly string[] {
  const [, values = ""] = /\(([^()]*)\)$/.exec(name) ?? [];
  return values
    .split(",")
    .map((value) => value.trim())
    .filter((value) => value !== "");
}

/** Whether a shown name may be that of a job's id: a name of its own can be written in another way. */
export function isSameJob(shown: string, id: string): boolean {
  return [shown, jobOf(shown)].some((name) => wordsOf(name) === wordsOf(id));
}

function wordsOf(name: string): string {
  return name
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
    .join("-");
}
