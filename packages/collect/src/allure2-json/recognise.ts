import { topKeys } from "../json/top-keys.ts";
import type { Head } from "../reader.ts";
import { documentKind } from "./document-kind.ts";

/** True when the beginning is a JSON object with members of an Allure 2 result, container or globals, and no others. */
export function recogniseAllure({ text }: Head): boolean {
  const keys = topKeys(text);
  return keys !== undefined && documentKind(new Set(keys.keys()), statusWord.test(text)) !== undefined;
}

const statusWord = /"status"\s*:\s*"(?:passed|failed|broken|skipped|unknown)"/i;
