import { readQuotedPath } from "./quoted-path.ts";

/** What the lines above the hunks of one file say. Texts have one character per byte. */
export type FileHeader = {
  /** Path in the new version, in the old one for a deleted file. */
  readonly path: string;
  readonly oldPath?: string;
  readonly change: "added" | "modified" | "deleted" | "renamed" | "copied";
  readonly content: "text" | "binary" | "submodule";
};

/** Reads `diff --git …` and the lines below it; `undefined` when they do not tell one path. */
export function parseFileHeader(lines: readonly string[]): FileHeader | undefined {
  const say = (prefix: string): string | undefined =>
    lines.find((line) => line.startsWith(prefix))?.slice(prefix.length);
  const renamed = say("rename to ");
  const target = renamed ?? say("copy to ");
  const source = say("rename from ") ?? say("copy from ");
  const content = contentOf(lines);
  if (target !== undefined && source !== undefined) {
    const path = plainPath(target);
    const oldPath = plainPath(source);
    if (path === undefined || oldPath === undefined) return undefined;
    return { path, oldPath, change: renamed === undefined ? "copied" : "renamed", content };
  }
  const path = pathOf(lines, say);
  if (path === undefined) return undefined;
  const isNew = say("new file mode ") !== undefined;
  return {
    path,
    change: isNew ? "added" : say("deleted file mode ") !== undefined ? "deleted" : "modified",
    content,
  };
}

function contentOf(lines: readonly string[]): FileHeader["content"] {
  if (lines.some((line) => /^(?:index [0-9a-f.]+|(?:old|new|new file|deleted file) mode) 160000$/.test(line)))
    return "submodule";
  return lines.some((line) => /^(?:Binary files .* differ|GIT binary patch)$/.test(line)) ? "binary" : "text";
}

function pathOf(lines: readonly string[], say: (prefix: string) => string | undefined): string | undefined {
  const target = say("+++ ");
  if (target !== undefined && target !== "/dev/null") return prefixedPath(target, "b/");
  const source = say("--- ");
  if (source !== undefined && source !== "/dev/null") return prefixedPath(source, "a/");
  return pathInBoth(lines[0]!.slice("diff --git ".length));
}

/** `a/x b/x` of a file whose name did not change: the only case in which no other line has the name. */
function pathInBoth(text: string): string | undefined {
  const quoted = readQuotedPath(text);
  if (quoted !== undefined) {
    const second = readQuotedPath(text.slice(quoted.end + 1));
    const [a, b] = [withoutPrefix(quoted.path, "a/"), withoutPrefix(second?.path ?? "", "b/")];
    return a === b ? a : undefined;
  }
  const half = (text.length - 1) / 2;
  const [a, b] = [withoutPrefix(text.slice(0, half), "a/"), withoutPrefix(text.slice(half + 1), "b/")];
  return a !== undefined && a === b && text[half] === " " ? decode(a) : undefined;
}

/** Git ends a name with blanks in it by a tab, as the time of other tools' headers would follow. */
function prefixedPath(text: string, prefix: string): string | undefined {
  const path = plainPath(text.replace(/\t$/, ""));
  return path === undefined ? undefined : withoutPrefix(path, prefix);
}

function plainPath(text: string): string | undefined {
  if (!text.startsWith('"')) return decode(text);
  const quoted = readQuotedPath(text);
  return quoted?.end === text.length ? quoted.path : undefined;
}

function withoutPrefix(path: string, prefix: string): string | undefined {
  return path.startsWith(prefix) ? path.slice(prefix.length) : undefined;
}

function decode(bytes: string): string {
  return Buffer.from(bytes, "latin1").toString("utf8");
}
