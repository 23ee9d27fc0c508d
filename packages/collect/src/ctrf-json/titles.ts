import { cleanName } from "../json/clean-name.ts";
import { type Members, own, ownText, ownTexts } from "../json/members.ts";

/** Where a test stands, and what it is called. */
export type Titles = {
  readonly suite: readonly string[];
  readonly name: string;
  readonly environment?: string;
};

/**
 * Suites from the outside in. Reporters write them as a list, or joined by ` > `; in front of the suites they write
 * the test file, and Playwright's its project, which is an environment. jest's writes the suites into the name too.
 */
export function titlesOf(test: Members, told: string, tool: string): Titles {
  const name = cleanName(told);
  const parts = suiteParts(test);
  const file = cleanName(ownText(test, "filePath") ?? "").replaceAll("\\", "/");
  const at = file === "" ? -1 : parts.findIndex((part) => file === part || file.endsWith(`/${part}`));
  const suite = parts.slice(at + 1);
  const browser = cleanName(ownText(test, "browser") ?? "");
  const environment = browser === "" ? parts.slice(0, Math.max(at, 0)).join(" > ") : browser;
  const joined = `${suite.join(" ")} `;
  const isRepeated = tool === "jest" && suite.length > 0 && name.startsWith(joined);
  return {
    suite,
    name: isRepeated ? name.slice(joined.length) : name,
    ...(environment === "" ? {} : { environment }),
  };
}

function suiteParts(test: Members): readonly string[] {
  const told = own(test, "suite");
  const parts = typeof told === "string" ? told.split(" > ") : ownTexts(test, "suite");
  return parts.map(cleanName).filter((part) => part !== "");
}
