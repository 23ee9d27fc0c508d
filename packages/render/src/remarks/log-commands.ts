import { annotationLevels, type CheckAnnotation } from "@tollgate/model";
import { commandMessage, commandProperty, cutCodePoints, plural } from "@tollgate/text";

/** What the runner takes of one type in a step, and of a message; it drops the rest without a word. */
const most = { ofType: 10, characters: 4_000 } as const;

const commands: Readonly<Record<CheckAnnotation["level"], string>> = {
  failure: "error",
  warning: "warning",
  notice: "notice",
};

/**
 * Annotations for the log of a GitHub Actions step, a line each: the first ten of each type, failures first, and a line of
 * plain text that says how many more there are. Every line is to be written as it is; nothing in it that comes from a
 * report is a command.
 */
export function renderLogCommands(annotations: readonly CheckAnnotation[]): readonly string[] {
  const shown = annotationLevels
    .toReversed()
    .flatMap((wanted) => annotations.filter(({ level }) => level === wanted).slice(0, most.ofType));
  const rest = annotations.length - shown.length;
  return [
    ...shown.map(commandOf),
    ...(rest > 0
      ? [`${plural(rest, "more annotation")}: the job summary and publication.json have them.`]
      : []),
  ];
}

function commandOf(annotation: CheckAnnotation): string {
  const { path, startLine, endLine, startColumn, level, title, message } = annotation;
  const properties = [
    `file=${commandProperty(path)}`,
    `line=${startLine}`,
    ...(endLine === startLine ? [] : [`endLine=${endLine}`]),
    ...(startColumn === undefined ? [] : [`col=${startColumn}`]),
    `title=${commandProperty(title)}`,
  ];
  return `::${commands[level]} ${properties.join(",")}::${commandMessage(cutCodePoints(message, most.characters))}`;
}
