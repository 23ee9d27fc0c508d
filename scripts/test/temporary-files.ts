import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What tests and the programs that they start leave in the temporary folder goes when they have ended. */
export default function giveFolder(): () => void {
  const folder = mkdtempSync(join(tmpdir(), "tollgate-tests-"));
  chmodSync(folder, 0o755); // as the temporary folder itself: some tests start programs as another user
  const before = variables.map((name) => [name, process.env[name]] as const);
  for (const name of variables) process.env[name] = folder;
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
}

/** Where the platforms look for it. */
const variables = ["TMPDIR", "TEMP", "TMP"];
