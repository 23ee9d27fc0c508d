import type { PathMapping } from "@tollgate/model";

/**
 * A path as reports spell it, in one spelling: `/` as separator, drive letters in upper case, no `file://`, bundler
 * scheme, `\\?\`, query, `./` or inner `..`. Leading `..` stay, so that the caller can see that the path leaves its base.
 */
export function cleanPath(raw: string): string {
  if (cleanAlready.test(raw)) return raw;
  const trimmed = raw.trim();
  const path = fileScheme.test(trimmed) ? pathOfFileUrl(trimmed) : withoutScheme(trimmed);
  return normalise(
    path
      .replaceAll("\\", "/")
      .replace(/^\/\/[?.]\/(?:UNC(?=\/))?/i, "")
      .replace(/^\/(?=[A-Za-z]:\/)/, "")
      .replace(/^[a-z](?=:\/)/, (drive) => drive.toUpperCase()),
  );
}

const fileScheme = /^file:\/\/(?:localhost(?=\/))?/i;

/** The path that a file URL means: its host is a server, and its escapes stand for characters. */
function pathOfFileUrl(url: string): string {
  const path = url.replace(fileScheme, "").replace(/[?#][^/]*$/, "");
  const rooted = path.startsWith("/") ? path : `/${path}`;
  return rooted.replace(/(?:%[0-9a-f]{2})+/gi, (escaped) => {
    try {
      return decodeURIComponent(escaped);
    } catch {
      return escaped; // no UTF-8: a file name that only looks escaped
    }
  });
}

/** Vite writes a query also behind plain paths; a `#` there is a part of the name. */
function withoutScheme(path: string): string {
  const suffix = /^[a-z-]{2,}:\/\//i.test(path) ? /[?#][^/]*$/ : /(?<!^[\\/]{2})\?[^/\\]*$/;
  return path
    .replace(suffix, "")
    .replace(/^turbopack:\/\/\/\[project\]\//, "")
    .replace(/^(?:webpack|webpack-internal|vite|rollup):\/\/\/?(?:[^/]*\/(?=\.\/|src\/))?/i, "");
}

/** Relative, of letters, digits and `- _ .`, without a part that begins with a point: nearly all paths. */
const cleanAlready = /^[\w-][\w.-]*(?:\/[\w-][\w.-]*)*$/;

/** True for `/x`, `C:/x` and `//server/x`, after `cleanPath`. */
export function isAbsolute(path: string): boolean {
  return path.startsWith("/") || /^[A-Za-z]:\//.test(path);
}

/** Joins two cleaned paths; an empty base is the root. */
export function joinPaths(base: string, path: string): string {
  return normalise(base === "" ? path : `${base}/${path}`);
}

/** The folder of a path; `""` at the top. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? "" : path.slice(0, slash);
}

/** The path with the first mapping that fits. */
export function applyMappings(path: string, mappings: readonly PathMapping[]): string {
  for (const { from, to } of mappings) {
    if (path.startsWith(from)) return cleanPath(to + path.slice(from.length));
  }
  return path;
}

/** What is left of a path below a folder; an empty folder is the root. */
export function pathBelow(base: string, path: string): string | undefined {
  if (base === "") return path;
  return path.startsWith(`${base}/`) ? path.slice(base.length + 1) : undefined;
}

function normalise(path: string): string {
  if (!/\/\/|(?:^|\/)\.\.?(?:\/|$)/.test(path)) return path;
  const rooted = path.startsWith("/");
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else if (part !== ".." || !rooted) parts.push(part);
  }
  return (rooted ? "/" : "") + parts.join("/");
}
