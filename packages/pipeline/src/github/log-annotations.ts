import { renderLogCommands } from "@tollgate/render";
import { readPublication } from "./read-publication.ts";

/** The most urgent places of a result that a gate wrote, as lines for the log; to be printed as they are. */
export function logAnnotations(folder: string): readonly string[] {
  const read = readPublication(folder);
  return "publication" in read ? renderLogCommands(read.publication.check.annotations) : [];
}
