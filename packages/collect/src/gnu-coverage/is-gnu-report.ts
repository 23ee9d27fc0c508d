import { topKeys } from "../json/top-keys.ts";

/** True for an object with `files` in which lines stand as gcov and gcovr write them. */
export function isGnuReport(text: string): boolean {
  return (
    topKeys(text)?.has("files") === true &&
    /"line_number"\s*:\s*\d/.test(text) &&
    /"count"\s*:\s*\d/.test(text)
  );
}
