import { type MergedCase, packageFinder, type Report } from "@tollgate/model";

/**
 * The command that runs a failing test alone, for the runners whose command is known; `undefined` where the report does
 * not say which runner it was or where it ran. It is made to be copied into a shell: names with anything but letters,
 * digits and harmless marks are left out, and such paths have no command.
 */
export function reproductionOf(report: Report, test: MergedCase): string | undefined {
  const { file } = test;
  if (file === undefined || !isHarmlessPath(file)) return undefined;
  const input = report.inputs.find(
    ({ id, input: { producer } }) => producer !== undefined && test.sources.includes(id),
  );
  const run = runners.find(([name]) => name.test(input?.input.producer ?? ""))?.[1];
  if (input === undefined || run === undefined) return undefined;
  const dir = runFolder(report, test, input.input.path);
  if (dir !== "" && !isHarmlessPath(dir)) return undefined;
  const command = run({
    file: dir === "" ? file : file.slice(dir.length + 1),
    test,
  });
  return dir === "" ? command : `(cd ${dir} && ${command})`;
}

type Run = { readonly file: string; readonly test: MergedCase };

/** By what reports call their producer. */
const runners: readonly (readonly [name: RegExp, command: (run: Run) => string])[] = [
  [/^vitest\b/i, ({ file, test }) => `npx vitest run ${file}${titleOption("-t", test)}`],
  [/^jest\b/i, ({ file, test }) => `npx jest ${file}${titleOption("-t", test)}`],
  [/^mocha\b/i, ({ file, test }) => `npx mocha ${file}${titleOption("-g", test)}`],
  [
    /^playwright\b/i,
    ({ file, test: { line } }) => `npx playwright test ${file}${line === undefined ? "" : `:${line}`}`,
  ],
  [/^cypress\b/i, ({ file }) => `npx cypress run --spec ${file}`],
  [/^pytest\b/i, ({ file }) => `python -m pytest ${file}`],
];

/** Where the runner ran: the package's folder if its report lies there, else the repository's root. */
function runFolder({ packages }: Report, { file = "" }: MergedCase, reportPath: string): string {
  const dir = packageFinder(packages)(file)?.dir ?? "";
  return dir !== "" && reportPath.startsWith(`${dir}/`) && file.startsWith(`${dir}/`) ? dir : "";
}

/** Titles are patterns for these runners: none but those that mean themselves in a pattern and in every shell. */
function titleOption(option: string, { suite, name }: MergedCase): string {
  const title = [...suite, name].join(" ");
  return /^[\p{L}\p{N}][\p{L}\p{N} _,:=@-]{0,200}$/u.test(title) ? ` ${option} "${title}"` : "";
}

function isHarmlessPath(path: string): boolean {
  return /^[\p{L}\p{N}_@][\p{L}\p{N}_@./+-]{0,300}$/u.test(path);
}
