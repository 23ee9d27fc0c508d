import { setTimeout } from "node:timers/promises";
import { createGithub, type Github } from "@tollgate/github";
import { usageError } from "@tollgate/model";
import { plainLine } from "@tollgate/text";
import type { Environment } from "../environment.ts";
import { engine } from "../version.ts";
import { followProxy } from "./follow-proxy.ts";

/** The API of the repository that this run is of. The token comes from the shell and from nowhere else. */
export function openGithub(environment: Environment, token: string): Promise<Github> {
  const { env, now, sleep = setTimeout, stderr } = environment;
  const apiUrl = env["GITHUB_API_URL"] || "https://api.github.com";
  if (!/^https?:\/\//.test(apiUrl) || !URL.canParse(apiUrl))
    throw usageError(
      `The address of GitHub's API is ${JSON.stringify(apiUrl.slice(0, 200))}.`,
      "GITHUB_API_URL tells it inside GitHub Actions: https://api.github.com, or https://HOST/api/v3 of an enterprise server.",
    );
  followProxy(environment, apiUrl);
  return createGithub({
    apiUrl,
    repository: env["GITHUB_REPOSITORY"] ?? "",
    token,
    userAgent: engine.replace(" ", "/"),
    now,
    sleep: (milliseconds) => sleep(milliseconds),
    say: (line) => stderr(`${plainLine(line)}\n`),
  });
}
