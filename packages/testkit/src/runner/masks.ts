/** Hides secrets in what the runner shows. Source: actions/runner, SecretMasker.cs and ValueEncoders.cs. */
export class Masks {
  readonly #values = new Set<string>();

  /** The value, each of its lines, and the ways in which the runner expects it to be written elsewhere. */
  add(value: string): void {
    for (const part of [value, ...value.split(/[\r\n]+/)]) {
      if (part.trim() === "") continue;
      for (const written of writingsOf(part)) if (written !== "") this.#values.add(written);
    }
  }

  /** The text with `***` for each secret; secrets that touch or overlap become one. */
  apply(text: string): string {
    const found = [...this.#values].flatMap((value) => rangesOf(value, text)).sort(([a], [b]) => a - b);
    const secret: [from: number, to: number][] = [];
    for (const [from, to] of found) {
      const last = secret.at(-1);
      if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
      else secret.push([from, to]);
    }
    return secret.reduceRight((shown, [from, to]) => `${shown.slice(0, from)}***${shown.slice(to)}`, text);
  }
}

function rangesOf(value: string, text: string): [from: number, to: number][] {
  const ranges: [number, number][] = [];
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1))
    ranges.push([at, at + value.length]);
  return ranges;
}

/** As it is, as a JSON string, in a URL, and in base64 at each of the three places where it can begin. */
function writingsOf(value: string): readonly string[] {
  const bytes = Buffer.from(value);
  const shifted = [0, 1, 2].map((skip) => bytes.subarray(skip).toString("base64").replace(/=+$/, ""));
  return [
    value,
    JSON.stringify(value).slice(1, -1),
    encodeURIComponent(value.toWellFormed()),
    ...shifted.filter((text) => text.length > 8).map((text) => text.slice(0, -1)),
  ];
}
