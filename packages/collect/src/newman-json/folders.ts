import type { CaseSink } from "../json/case-sink.ts";
import { extendPath } from "../json/extend-path.ts";
import { isMembers, type Members, ownList, ownMembers, ownText } from "../json/members.ts";

/** Folders of each request of the collection, from the outside in, by the request's id. Depth costs no stack. */
export function foldersOf(root: Members, cases: CaseSink): ReadonlyMap<string, readonly string[]> {
  const folders = new Map<string, readonly string[]>();
  const open: { readonly item: unknown; readonly path: readonly string[] }[] = [
    { item: ownMembers(root, "collection"), path: [] },
  ];
  for (let step = open.pop(); step !== undefined; step = open.pop()) {
    const { item, path } = step;
    if (!isMembers(item)) continue;
    const inside = ownList(item, "item");
    const id = ownText(item, "id");
    if (inside === undefined) {
      if (id !== undefined) folders.set(id, path);
      continue;
    }
    // The collection itself has its name elsewhere.
    const within = extendPath(path, ownText(item, "name"), cases);
    for (const nested of inside) open.push({ item: nested, path: within });
  }
  return folders;
}
