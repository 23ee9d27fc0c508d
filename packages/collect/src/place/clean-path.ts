/**
 * A path as reports spell it, in one spelling: `/` as separator, no `file://`, bundler scheme, `\\?\`, query,
 * `./` or inner `..`. Leading `..` stay, so that the caller can see that the path leaves its base.
 */
export function cleanPath(raw: string): string {
  if (cleanAlready.test(raw)) return raw;
  // Vite writes a query also behind plain paths; a `#` there is a part of the name.
  const suffix = /^[a-z-]{2,}:\/\//i.test(raw) ? /[?#][^/]*$/ : /\?[^/]*$/;
  const path = raw
    .trim()
    .replace(/^file:\/\/(?:localhost)?(?=\/)/i, "")
    .replace(/^(?:webpack|webpack-internal|vite|rollup):\/\/\/?(?:[^/]*\/(?=\.\/|src\/))?/i, "")
    .replaceAll("\\", "/")
    .replace(/^\/\/\?\//, "")
    .replace(/^\/(?=[A-Za-z]:\/)/, "")
    .replace(suffix, "");
  return normalise(path);
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
