import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createTemporaryFolder } from "@tollgate/testkit";
import { type FakeGithub, startFakeGithub, type WorkflowRun } from "@tollgate/testkit/github";
import {
  type ArtifactService,
  addArtifactService,
  runAction,
  type StepResult,
} from "@tollgate/testkit/runner";
import { afterEach, beforeEach, expect, it } from "vitest";
import { aRun, writeAction } from "./tiny-action.ts";

/** The real client, in a process of its own as an action has it. */
const preamble = `
  import { DefaultArtifactClient } from ${JSON.stringify(import.meta.resolve("@actions/artifact"))};
  const client = new DefaultArtifactClient();`;

let github: FakeGithub;
let service: ArtifactService;
let run: WorkflowRun;
let folder: string;
beforeEach(async () => {
  github = await startFakeGithub();
  service = addArtifactService(github);
  run = github.add.run();
  folder = createTemporaryFolder();
  mkdirSync(join(folder, "workspace"));
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await github.close();
  github.assertClean();
});

async function act(code: string, job = { job: "test", attempt: 1 }): Promise<StepResult> {
  return await runAction({
    action: writeAction(join(folder, "action"), preamble + code),
    workspace: join(folder, "workspace"),
    run: aRun({ runId: run.id, runAttempt: job.attempt, apiUrl: github.apiUrl }),
    services: service.servicesFor({ run: run.id, ...job }),
  });
}

const upload = (name: string): string =>
  `console.log("id", (await client.uploadArtifact(${JSON.stringify(name)}, ["a.bin"], ".")).id);`;

it("what one job uploads another one downloads, byte by byte", async () => {
  // more than one block of 8 MiB, and nothing that a zip could make small
  const bytes = Buffer.concat(
    Array.from({ length: 300_000 }, (_, at) => createHash("sha256").update(`${at}`).digest()),
  );
  writeFileSync(join(folder, "workspace/a.bin"), bytes);
  const uploaded = await act(upload("bundle"));
  expect(uploaded.outcome, uploaded.log).toBe("success");
  const [artifact] = github.state.artifacts;
  expect(artifact).toMatchObject({ run: run.id, name: "bundle" });
  expect(artifact?.digest).toBe(`sha256:${createHash("sha256").update(artifact!.bytes).digest("hex")}`);
  expect(uploaded.log).toContain(`id ${artifact!.id}\n`);

  const downloaded = await act(
    `const { artifacts: [{ id, digest }] } = await client.listArtifacts();
     const answer = await client.downloadArtifact(id, { path: "down", expectedHash: digest });
     console.log("mismatch", answer.digestMismatch);`,
    { job: "gate", attempt: 1 },
  );
  expect(downloaded.outcome, downloaded.log).toBe("success");
  expect(downloaded.log).toContain("mismatch false\n");
  expect(readFileSync(join(folder, "workspace/down/a.bin")).equals(bytes)).toBe(true);
});

it("a run's artifacts of every attempt are listed, a name is taken once in each", async () => {
  writeFileSync(join(folder, "workspace/a.bin"), "1");
  expect((await act(upload("bundle"))).outcome).toBe("success");
  const second = await act(upload("bundle"), { job: "other", attempt: 1 });
  expect(second.outcome).toBe("failure");
  expect(second.output).toContain(
    "(409) Conflict: an artifact with this name already exists on the workflow run",
  );
  expect((await act(upload("bundle"), { job: "test", attempt: 2 })).outcome).toBe("success");
  const { log } = await act(`
    const names = async (options) => (await client.listArtifacts(options)).artifacts.map(({ name }) => name).join();
    console.log("all", await names(), "latest", await names({ latest: true }));`);
  expect(log).toContain("all bundle,bundle latest bundle\n");
});

it("an artifact is found by its name and removed", async () => {
  writeFileSync(join(folder, "workspace/a.bin"), "1");
  const result = await act(`${upload("bundle")}
    const { artifact } = await client.getArtifact("bundle");
    await client.deleteArtifact(artifact.name);
    console.log("left", (await client.listArtifacts()).artifacts.length);`);
  expect(result.log).toContain("left 0\n");
  expect(github.state.artifacts).toEqual([]);
});

it("the API lists and gives what the client uploaded", async () => {
  writeFileSync(join(folder, "workspace/a.bin"), "1");
  await act(upload("bundle"));
  const token = github.token({ permissions: { actions: "read" } });
  const result = await act(`
    const findBy = { token: ${JSON.stringify(token)}, workflowRunId: ${run.id}, repositoryOwner: "octo", repositoryName: "shop" };
    const { artifact } = await client.getArtifact("bundle", { findBy });
    await client.downloadArtifact(artifact.id, { path: "down", findBy });`);
  expect(result.outcome, result.output).toBe("success");
  expect(readFileSync(join(folder, "workspace/down/a.bin"), "utf8")).toBe("1");
});

it("the time until it is gone is kept", async () => {
  writeFileSync(join(folder, "workspace/a.bin"), "1");
  await act('await client.uploadArtifact("bundle", ["a.bin"], ".", { retentionDays: 3 });');
  const [artifact] = github.state.artifacts;
  const days = (Date.parse(artifact!.expiresAt) - Date.parse(artifact!.createdAt)) / 86_400_000;
  expect(days).toBeCloseTo(3, 1);
});
