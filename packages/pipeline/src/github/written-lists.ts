import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** What GitHub told, in the files that `--jobs` and `--reviews` take, so that all goes on as it does with them. */
export function writtenLists(
  folder: string,
  { jobs, reviews }: { readonly jobs?: unknown; readonly reviews?: unknown },
): { readonly jobs?: string; readonly reviews?: string } {
  const write = (name: string, list: unknown): string => {
    const path = join(folder, name);
    writeFileSync(path, JSON.stringify(list));
    return path;
  };
  return {
    ...(jobs === undefined ? {} : { jobs: write("jobs.json", jobs) }),
    ...(reviews === undefined ? {} : { reviews: write("reviews.json", reviews) }),
  };
}
