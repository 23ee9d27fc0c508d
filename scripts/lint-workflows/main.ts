import { resolve } from "node:path";
import { lint } from "./lint.ts";
import { findSources } from "./sources.ts";

/** `pnpm lint`: the security lint of our workflows, and of every workflow that a page of ours shows. */
const sources = findSources(resolve(import.meta.dirname, "../.."));
const findings = sources.flatMap(lint);
for (const { path, line, rule, message } of findings)
  process.stderr.write(`${path}:${line}: ${rule}: ${message}\n`);
if (findings.length > 0) process.exitCode = 1;
