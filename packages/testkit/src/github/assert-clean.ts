import type { Ledger } from "./ledger.ts";
import { holdsSecret } from "./secrets.ts";
import type { Comment, State } from "./state.ts";

/** What must not be left when a test ends; one line each. */
export function findLeftovers(state: State, ledger: Ledger, secrets: readonly string[]): readonly string[] {
  return [
    ...ledger.violations.map(({ where, what }) => `${where}: ${what}`),
    ...state.checkRuns
      .filter(({ status }) => status !== "completed")
      .map(({ name, status }) => `check run "${name}" is still ${status}`),
    ...doubled(state.comments).map((name) => `two comments of a bot with one marker: ${name}`),
    ...state.artifacts
      .filter(({ bytes }) => holdsSecret(bytes, secrets))
      .map(({ name }) => `a secret in the artifact ${name}`),
  ];
}

/** Author, issue and marker of bot comments that begin with the same HTML comment. */
function doubled(comments: readonly Comment[]): readonly string[] {
  const keys = comments.flatMap(({ author, issue, repository, body }) => {
    const marker = author.type === "Bot" ? /^\s*<!--.*?-->/s.exec(body)?.[0].trim() : undefined;
    return marker === undefined ? [] : [`${marker} by ${author.login} on ${repository}#${issue}`];
  });
  return [...new Set(keys.filter((key, index) => keys.indexOf(key) !== index))];
}
