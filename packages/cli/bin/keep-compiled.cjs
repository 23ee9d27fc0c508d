const { lstatSync, mkdirSync } = require("node:fs");
const { enableCompileCache } = require("node:module");
const { tmpdir } = require("node:os");
const { join } = require("node:path");

/**
 * What V8 made of this code is kept for the next start, which takes a seventh less for it; another version of Node or of
 * the code does not use it. A CI's machines are new each time: there it would only cost.
 */
exports.keepCompiled = () => {
  if (process.env.CI) return;
  const folder = ownFolder();
  if (folder !== undefined) enableCompileCache(folder);
};

/** What lies there is run as code: nobody else may write to it. */
function ownFolder() {
  const user = process.getuid?.();
  if (user === undefined) return undefined; // whose a folder is cannot be asked on Windows
  const folder = join(tmpdir(), `tollgate-${user}`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const { uid, mode } = lstatSync(folder);
    return uid === user && (mode & 0o777) === 0o700 ? folder : undefined; // of a link, mode is never that
  } catch {
    return undefined; // a start that takes a little longer
  }
}
