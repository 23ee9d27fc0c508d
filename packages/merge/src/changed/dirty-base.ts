import type { MergedCase, Problem, Report } from "@tollgate/model";
import type { BaseFiles } from "./base-files.ts";

/**
 * The files of a base without those that were measured in a dirty checkout, unless their text is proven: what such a
 * report says need not be so on the commit.
 */
export function provenFiles(report: Report, files: BaseFiles): BaseFiles {
  if (!files.known) return files;
  const isDirty = dirtyFinder(report);
  const unproven = report.coverage.filter((file) => isDirty(file) && files.proven?.has(file.path) !== true);
  if (unproven.length === 0) return files;
  return {
    ...files,
    differing: new Set([...files.differing, ...unproven.map(({ path }) => path)]),
    doubt: {
      reason: "the base report was collected from a checkout with local changes",
      remedy: dirtyRemedy,
    },
  };
}

/** Whether something of a base was told by a report that was collected from a dirty checkout. */
export function dirtyFinder({ inputs }: Report): (told: Pick<MergedCase, "sources">) => boolean {
  const dirty = new Set(inputs.filter((input) => input.dirty === true).map(({ id }) => id));
  return ({ sources }) => dirty.size > 0 && sources.some((id) => dirty.has(id));
}

/** That reports of the base were collected from a dirty checkout. */
export function dirtyBaseProblem({ inputs }: Report): readonly Problem[] {
  const [first, ...more] = inputs.filter(({ dirty, superseded }) => dirty === true && !superseded);
  if (first === undefined) return [];
  const others = more.length === 0 ? "" : ` and ${more.length} more`;
  return [
    {
      code: "dirty-checkout",
      severity: "info",
      message: `"${first.input.path}"${others} of the base report ${more.length === 0 ? "was" : "were"} collected from a checkout with changed or new files. That something failed or was not covered there excuses nothing.`,
      remedy: dirtyRemedy,
    },
  ];
}

const dirtyRemedy =
  "Collect the base report from a checkout of its commit alone; let git ignore what builds and tests write.";
