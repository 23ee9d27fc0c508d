import { type Manifests, type Member, nameFrom } from "./manifests.ts";

/** Go modules: every folder with a go.mod outside of what the go command itself ignores. */
export function goMembers(manifests: Manifests): readonly Member[] {
  return manifests
    .foldersWith("go.mod")
    .filter((dir) => !dir.split("/").some((name) => name === "testdata" || /^[_.]/.test(name)))
    .map((dir) => ({ dir, ...manifests.read(dir, "go.mod", modulePath) }));
}

function modulePath(text: string): { readonly name?: string } {
  const [, quoted, raw, plain] = /^[ \t]*module[ \t]+(?:"([^"\n]+)"|`([^`\n]+)`|(\S+))/m.exec(text) ?? [];
  const name = nameFrom(quoted ?? raw ?? plain);
  if (name === undefined) throw new Error("no module line");
  return name;
}
