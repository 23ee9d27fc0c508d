import { reportCrash } from "@tollgate/pipeline/report-crash";
import type { Command } from "./command.ts";
import { commands } from "./commands.ts";
import { createEnvironment } from "./create-environment.ts";
import { commandHelp, help } from "./help.ts";

/** The command line: arguments in, exit code out. Only this function sets the exit code. */
export async function run(args: readonly string[] = process.argv.slice(2)): Promise<void> {
  const environment = createEnvironment();
  process.stdout.on("error", ignoreClosedPipe);
  try {
    process.exitCode = await dispatch(args);
  } catch (error) {
    process.exitCode = 2;
    environment.stderr(reportCrash(error));
  }

  async function dispatch([name, ...rest]: readonly string[]): Promise<number> {
    if (name === undefined || name === "help" || name === "--help" || name === "-h") return say(help());
    if (name === "--version" || name === "-v") return say(`${(await import("@tollgate/pipeline")).engine}\n`);
    const command: Command | undefined = commands.find((candidate) => candidate.name === name);
    if (command === undefined) {
      environment.stderr(`There is no command "${name.slice(0, 60)}". ${nearest()}\n`);
      return 2;
    }
    if (asksForHelp(rest)) return say(commandHelp(command));
    return command.run(environment, rest);
  }

  function say(text: string): number {
    environment.stdout(text);
    return 0;
  }
}

/** What stands behind `--` is for the command there. */
function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf("--");
  return (end < 0 ? args : args.slice(0, end)).some((arg) => arg === "--help" || arg === "-h");
}

/** `tollgate … | head` closes the pipe early: no reason to lose the exit code. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}

function nearest(): string {
  return `Commands: ${commands.map(({ name }) => name).join(", ")}. \`tollgate help\` describes them.`;
}
