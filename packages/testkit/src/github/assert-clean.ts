import type { Ledger } from "./ledger.ts";
import type { Comment, State } from "./state.ts";

/** What must not be left when a test ends; one line each. */
export function findLeftovers(state: State, ledger: Ledger): readonly string[] {
  return [
    ...ledger.violations.map(({ where, what }) => `${where}: ${what}`),
    ...state.checkRuns
      .filter(({ status }) => status !== "completed")
      .map(({ name, status }) => `check run "${name}" is still ${status}`),
    ...doubled(state.comments).map((name) => `two comments of a bot with one marker: ${name}`),
  ];
}

/** Author, issue and marker of bot comments that begin with the same HTML comment. */
function doubled(comments: readonly Comment[]): readonly string[] {
  const keys = comments
    .filter(({ author }) => author.type === "Bot")
    .map(({ author, issue, repository, body }) => ({
      where: `${author.login} on ${repository}#${issue}`,
      body,
    }))
    .map(({ where, body }) => ({ where, marker: /^\s*<!--.*?-->/s.exec(body)?.[0].trim() }))
    .filter(({ marker }) => marker !== undefined)
    .map(({ where, marker }) => `${marker} by ${where}`);
  return [...new Set(keys.filter((key, index) => keys.indexOf(key) !== index))];
}
