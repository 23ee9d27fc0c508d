import type { RawTest } from "../reader.ts";

/**
 * Where a test stands whose runner names the file as the outermost suite, as runners of scripts do; then that is its
 * file, and no suite. All other titles stay as they are.
 */
export function placeInFile(
  suite: readonly string[],
  name: string,
): Pick<RawTest, "file" | "suite" | "name"> {
  const [outermost = "", ...inner] = suite;
  return isScriptFile(outermost) ? { file: outermost, suite: inner, name } : { suite, name };
}

/** True for a path without white space that ends like a script or a test file. */
export function isScriptFile(title: string): boolean {
  return fileName.test(title);
}

const fileName = /^[^\s:]{0,400}\.(?:[cm]?[jt]sx?|bats|php|pl|py|rb|sh|t)$/;
