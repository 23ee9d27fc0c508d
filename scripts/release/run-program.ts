import { spawnSync } from "node:child_process";

export type RunProgramOptions = {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly input?: string;
};

/** What the program printed, without the last line end. Throws with what it said when it fails. */
export function runProgram(
  program: string,
  args: readonly string[],
  { cwd, env, input }: RunProgramOptions,
): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    encoding: "utf8",
    maxBuffer: 256 * 1024 * 1024,
    env: { ...process.env, ...env },
    ...(input === undefined ? {} : { input }),
  });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${program} ${args.slice(0, 3).join(" ")} failed: ${stderr || stdout}`);
  return stdout.replace(/\n$/, "");
}
