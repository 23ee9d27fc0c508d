import type { Environment } from "@tollgate/pipeline";
import type { Log } from "./log.ts";

/** The outside world of an action, as pipeline is given it: no inputs, no credentials of the runner. */
export function createEnvironment(log: Log): Environment {
  return {
    cwd: process.cwd(),
    env: withoutCredentials(process.env),
    stdout: log.text,
    stderr: log.text,
    color: false,
    width: 120,
    interactive: false,
    now: Date.now,
  };
}

/** Git runs with these, and so would a program that it starts. */
const credentials = /^(?:INPUT_|ACTIONS_(?:RUNTIME|ID_TOKEN_REQUEST)_)/;

function withoutCredentials(env: NodeJS.ProcessEnv): Environment["env"] {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !credentials.test(name)));
}
