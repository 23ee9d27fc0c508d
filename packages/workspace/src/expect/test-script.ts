import { isTestTask, type Kind, kindInText } from "@tollgate/model";

/** Words of scripts that serve tests and are no run that ends with results: `test:watch`, `test:setup`. */
const serving: ReadonlySet<string> = new Set([
  "bench",
  "build",
  "clean",
  "codegen",
  "debug",
  "dev",
  "down",
  "format",
  "headed",
  "install",
  "lint",
  "merge",
  "open",
  "prepare",
  "record",
  "report",
  "reports",
  "seed",
  "serve",
  "setup",
  "show",
  "start",
  "stop",
  "teardown",
  "tsc",
  "typecheck",
  "types",
  "ui",
  "up",
  "update",
  "watch",
]);

/** Whether a script or task, by its name, runs tests that leave results: `test`, `test:unit`, `e2e`; not `test:watch`. */
export function leavesResults(name: string): boolean {
  return isTestTask(name) && !wordsOf(name).some((word) => serving.has(word));
}

/** The kind that a task's name tells; these runners drive whole applications. */
export function kindOfTask(name: string): Kind | undefined {
  const browser = wordsOf(name).some((word) => word === "playwright" || word === "cypress");
  return kindInText(name) ?? (browser ? "e2e" : undefined);
}

function wordsOf(name: string): readonly string[] {
  return name.toLowerCase().split(/[^a-z0-9]+/);
}

/** Commands behind each other or side by side. */
const joints = /&&|\|\||;|&|\|/;

/** npm's placeholder, and scripts that only print or succeed: nothing is run. */
export function runsNothing(command: string): boolean {
  return command
    .split(joints)
    .map((part) => part.trim())
    .every((part) => part === "" || /^(?:echo|exit|true|false|:)(?:\s|$)/.test(part));
}

/** `vitest run --passWithNoTests`: says itself that there may be none. */
export function mayHaveNoTests(command: string): boolean {
  return /--pass-?with-?no-?tests/i.test(command);
}

/**
 * Scripts that only call other scripts: what those write is theirs, in whatever package. `turbo run test`,
 * `pnpm -r test`, `npm run build && npm run test:unit`.
 */
export function callsScripts(command: string): boolean {
  const parts = command.split(joints).map((part) => part.trim());
  return parts.every((part) => caller.test(part) || runsNothing(part)) && !runsNothing(command);
}

const caller =
  /^(?:npx |pnpm exec |yarn exec |bunx )?(?:(?:turbo|lerna|nx|wireit|wsrun|ultra|moon)(?:\s|$)|(?:npm-run-all|run-s|run-p|concurrently)\s|(?:npm|pnpm|yarn|bun)\s+(?:\S+\s+)*?(?:run|run-script|test|t|-r|--recursive|-w|--filter|workspaces|foreach)(?:\s|=|$))/;
