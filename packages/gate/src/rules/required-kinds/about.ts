import type { RuleAbout } from "../../rule.ts";

export const about: RuleAbout = {
  asks: "Has every package of the scope a test of the kind that ran? Without `kind` a test of any kind is enough; write one entry for each kind. A test belongs to the package of its file. Packages that `except` names need none. Two sorts of packages need none either, unless the entry names them or tests of theirs arrived, and the message says which they are: packages without product code of a known language and without a script that runs tests (shared settings), and the root of a workspace that has other packages. For a `path` or an `owner` it judges the packages whose package.json belongs to it.",
  missing: [
    { when: "nothing of the kind arrived at all, or the scope has no package", answer: "unknown: holds" },
    {
      when: "`except` names all packages of the scope that need tests",
      answer: "pass, and the message says so",
    },
    { when: "`except` names a package that the workspace does not have", answer: "unknown: holds" },
    {
      when: "no test of a package ran, and promised reports that may have some are missing",
      answer: "unknown: holds",
    },
    {
      when: "no test of a package ran, and a test report is unreadable or a run failed outside its tests",
      answer: "unknown: blocks",
    },
    { when: "all tests of a package were skipped", answer: "fail, as if it had none" },
    {
      when: "there is no git, so that nobody knows which packages have code",
      answer: "every package needs one",
    },
  ],
  example: `required-kinds:
  - { kind: unit, except: ["@shop/icons"] }
  - { package: "@shop/payments", kind: integration }`,
};
