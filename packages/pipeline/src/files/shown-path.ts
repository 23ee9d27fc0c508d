import { relative, sep } from "node:path";
import type { Environment } from "../environment.ts";

/** A path as the user would type it: relative to the working directory when below it. */
export function shownPath({ cwd }: Environment, absolute: string): string {
  const path = relative(cwd, absolute);
  return path === "" || path.startsWith("..") ? absolute : path.split(sep).join("/");
}
