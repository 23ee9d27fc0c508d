import { writeFileSync } from "node:fs";

/**
 * A git configuration by which GitHub's addresses lead to repositories of the test, as `file:` does; commits can be
 * fetched by their SHA there, as on GitHub.
 *
 * @param repositories folders by `owner/name`
 */
export function writeGitConfiguration(
  file: string,
  serverUrl: string,
  repositories: Readonly<Record<string, string>>,
): void {
  const redirects = Object.entries(repositories).flatMap(([name, folder]) => [
    `[url "file://${folder}"]`,
    `\tinsteadOf = ${serverUrl}/${name}`,
    `\tinsteadOf = ${serverUrl}/${name}.git`,
  ]);
  const lines = [
    ...redirects,
    '[protocol "file"]',
    "\tallow = always",
    "[uploadpack]",
    "\tallowAnySHA1InWant = true",
    "[safe]",
    "\tdirectory = *",
    "[advice]",
    "\tdetachedHead = false",
  ];
  writeFileSync(file, `${lines.join("\n")}\n`);
}
