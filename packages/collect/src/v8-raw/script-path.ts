/** Code of the runtime, of installed packages, of browser extensions, and text that was never a file. */
export function isForeign(url: string): boolean {
  if (url === "" || !/^(?:file|https?|vite|webpack):|^\/|^[A-Za-z]:[\\/]|^\.{0,2}\//i.test(url)) return true;
  return /(?:^|[\\/])node_modules[\\/]|\/@(?:id|vite|react-refresh)(?:\/|$)|[\0]/.test(pathOf(url));
}

/** The path of a script as its URL has it: decoded, without query, and of a server's URL without the server. */
export function pathOf(url: string): string {
  const [, path = url] = /^(?:file:\/\/|https?:\/\/[^/?#]*)(\/[^?#]*)/i.exec(url) ?? [];
  const plain = path === url ? url : decoded(path);
  return plain.replace(/^\/@fs(?=\/)/, "").replace(/^\/(?=[A-Za-z]:\/)/, "");
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
