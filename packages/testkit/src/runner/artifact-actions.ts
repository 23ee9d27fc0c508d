import { globSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import yauzl from "yauzl";
import type { FakeGithub, WorkflowRun } from "../github/index.ts";
import { zipOf } from "./zip.ts";

/** The run that `actions/upload-artifact` and `actions/download-artifact` of a job work for. */
export type ArtifactHost = { readonly github: Pick<FakeGithub, "add" | "state">; readonly run: WorkflowRun };

type Inputs = Readonly<Record<string, string>>;

/** Keeps the files of `path` as one artifact; says what it did, or throws. Versions before 4 are alike in this. */
export function uploadFiles({ github, run }: ArtifactHost, inputs: Inputs, workspace: string): string {
  const name = inputs["name"] || "artifact";
  const hidden = inputs["include-hidden-files"] === "true";
  const { root, files } = filesOf(inputs["path"] ?? "", workspace, hidden);
  if (files.length === 0) {
    const message = `No files were found with the provided path: ${inputs["path"]}. No artifacts will be uploaded.`;
    if (inputs["if-no-files-found"] === "error") throw new Error(message);
    return `::warning::${message}`;
  }
  if (github.state.artifacts.some((one) => one.run === run.id && one.name === name))
    throw new Error(`an artifact with this name already exists on the workflow run: ${name}`);
  const entries = files.map((file) => ({ name: relative(root, file), content: readFileSync(file) }));
  github.add.artifact(run, { name, bytes: zipOf(entries) });
  return `Artifact ${name} has been successfully uploaded`;
}

/** Unpacks the named artifact into `path`, or without a name each into a folder of its own name. */
export async function downloadFiles(
  { github, run }: ArtifactHost,
  inputs: Inputs,
  workspace: string,
): Promise<string> {
  const { name, pattern } = inputs;
  if (pattern !== undefined) throw new Error("the input pattern of download-artifact is not known here");
  const wanted = github.state.artifacts.filter((one) => one.run === run.id && (!name || one.name === name));
  if (name && wanted.length === 0)
    throw new Error(`Unable to find any artifacts for the associated workflow: ${name}`);
  const path = resolve(workspace, inputs["path"] ?? "");
  for (const artifact of wanted) await unpack(artifact.bytes, name ? path : join(path, artifact.name));
  return `${wanted.length} artifacts downloaded`;
}

/** As upload-artifact finds them: names are relative to the folder that all paths have in common. */
function filesOf(
  paths: string,
  workspace: string,
  hidden: boolean,
): { readonly root: string; readonly files: readonly string[] } {
  const given = paths.split("\n").filter((line) => line.trim() !== "");
  const found = given.flatMap((pattern) => globSync(resolve(workspace, pattern.trim())));
  const files = found.flatMap((path) => (statSync(path).isDirectory() ? inside(path) : [path]));
  const roots = found.map((path) => (statSync(path).isDirectory() ? path : dirname(path)));
  const isSeen = (file: string): boolean => hidden || !/(?:^|\/)\.[^./]/.test(relative(workspace, file));
  return { root: commonFolder(roots), files: [...new Set(files)].filter(isSeen).sort() };
}

function inside(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function commonFolder(folders: readonly string[]): string {
  const [first = "", ...others] = folders;
  let common = first;
  while (others.some((other) => other !== common && !other.startsWith(`${common}/`)))
    common = dirname(common);
  return common;
}

async function unpack(bytes: Uint8Array, folder: string): Promise<void> {
  const archive = await yauzl.fromBufferPromise(Buffer.from(bytes));
  for await (const entry of archive.eachEntry()) {
    const chunks: Buffer[] = [];
    for await (const chunk of await archive.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
    const file = join(folder, entry.fileName);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, Buffer.concat(chunks));
  }
}
