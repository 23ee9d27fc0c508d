/** Without the legs of a matrix, and without the workflow that calls it: `checks / test (24, linux)` is `test`. */
export function jobOf(name: string): string {
  const { called } = partsOf(name);
  return called.slice(called.lastIndexOf(caller) + 1).replace(/^\/ /, "");
}

const caller = " / ";

/** What a matrix leg is told by: `24` and `linux` of `test (24, linux)`. */
export function legOf(name: string): readonly string[] {
  return partsOf(name)
    .values.split(",")
    .map((value) => value.trim())
    .filter((value) => value !== "");
}

/** What stands in parentheses at the end, and before them: values of a matrix may hold slashes and parentheses themselves. */
function partsOf(name: string): { readonly called: string; readonly values: string } {
  let open = 0;
  for (let at = name.endsWith(")") ? name.length - 1 : 0; at > 0; at--) {
    if (name[at] === ")") open++;
    if (name[at] === "(") open--;
    if (open === 0) return { called: name.slice(0, at).trimEnd(), values: name.slice(at + 1, -1) };
  }
  return { called: name, values: "" };
}

/** Whether a shown name may be that of a job's id: a name of its own can be written in another way. */
export function isSameJob(shown: string, id: string): boolean {
  return [shown, jobOf(shown)].some((name) => wordsOf(name) === wordsOf(id));
}

/** What holds no letter of any writing is only the same as itself. */
function wordsOf(name: string): string {
  const words = name
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter(Boolean);
  return words.length === 0 ? name : words.join("-");
}
