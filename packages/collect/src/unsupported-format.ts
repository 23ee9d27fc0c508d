import type { Head, RawProblem } from "./reader.ts";
import { type RootTag, rootTag } from "./xml/root-tag.ts";

/** Formats that are known and not read: what they are, and what to write in their place. */
type Unsupported = {
  readonly what: string;
  readonly remedy: string;
  readonly is: (root: RootTag) => boolean;
};

/** The refusal of a format that is known and not read; `undefined` when no such format is recognised. */
export function unsupportedFormat(head: Head): RawProblem | undefined {
  const root = rootTag(head);
  if (root === undefined) return undefined;
  // Scripts that join reports put them into an element of their own.
  const joined = root.name === "root" ? rootTag({ ...head, text: root.rest }) : undefined;
  const found = unsupported.find(({ is }) => is(joined ?? root));
  if (found === undefined) return undefined;
  const several = joined === undefined ? "" : ", several joined to one document";
  return {
    code: "unsupported-format",
    severity: "error",
    message: `The file is ${found.what}${several}; that format is not read.`,
    remedy: found.remedy,
  };
}

const writeCobertura =
  'Write Cobertura instead: collect coverage with coverlet (`--collect:"XPlat Code Coverage"`) or with `dotnet-coverage collect -f cobertura`.';
const convert =
  "Convert the binary file that it was made from with `dotnet-coverage merge FILE.coverage -f cobertura -o cobertura.xml`, and give that.";

const unsupported: readonly Unsupported[] = [
  {
    what: "XML of Microsoft's dynamic code coverage",
    remedy: convert,
    is: ({ name, rest }) => name === "results" && /^\s*<modules?[\s>]/.test(rest),
  },
  {
    what: "Visual Studio's coverage XML",
    remedy: convert,
    is: ({ name }) => name === "CoverageDSPriv",
  },
  {
    what: "a dotCover report",
    remedy: writeCobertura,
    is: ({ name, tag }) => name === "Root" && /\s(?:DotCoverVersion|CoveredStatements)\s*=/.test(tag),
  },
  {
    what: "an NCover report",
    remedy: writeCobertura,
    is: ({ name, tag }) => name === "coverage" && /\sprofilerVersion\s*=/.test(tag),
  },
  {
    what: "a PartCover report",
    remedy: writeCobertura,
    is: ({ name }) => name === "PartCoverReport",
  },
];
