/**
 * The one list that the file of a workspace often is: `packages:` and an item on each line. `undefined` for all other
 * YAML, also where it is only written in another way: its parser takes half as long to load as Node to start.
 */
export function plainPackages(text: string): readonly string[] | undefined {
  if (unusual.test(text)) return undefined;
  const lines = text.split(/\r?\n/).filter((line) => !/^ *(?:#.*)?$/.test(line));
  const [head, first, ...rest] = lines;
  if (head === undefined || first === undefined || !/^packages: *(?: #.*)?$/.test(head)) return undefined;
  const packages: string[] = [];
  const indent = first.search(/\S/);
  for (const line of [first, ...rest]) {
    const item = itemOf(line);
    if (item === undefined || line.search(/\S/) !== indent) return undefined;
    packages.push(item);
  }
  return packages;
}

/** Tabs, and what a reader of YAML may take for the end of a line, or refuse. */
const unusual = /[^\r\n -~\u00A0-\u2027\u202A-\uD7FF]|\r(?!\n)/;

/** Text in quotes without anything escaped, or a path that YAML can take for nothing else. */
function itemOf(line: string): string | undefined {
  const [, double, single, plain] =
    /^ *- +(?:"([^"\\]*)"|'([^']*)'|([\w.][\w.@*-]*\/[\w.@*/-]*)) *(?: #.*)?$/.exec(line) ?? [];
  return double ?? single ?? plain;
}
