import { createHash } from "node:crypto";
import { type FakeGithub, startFakeGithub, type WorkflowRun } from "@tollgate/testkit/github";
import { type ArtifactService, addArtifactService, type RunServices } from "@tollgate/testkit/runner";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

/** Raw requests: what the real service refuses must be refused to every client. */

let now: number;
let github: FakeGithub;
let service: ArtifactService;
let run: WorkflowRun;
let own: RunServices;
beforeEach(async () => {
  now = Date.UTC(2026, 0, 1);
  github = await startFakeGithub({ now: () => now });
  service = addArtifactService(github, () => now);
  run = github.add.run();
  own = service.servicesFor({ run: run.id, job: "test" });
});
afterEach(() => github.close());

type Answer = { readonly status: number; readonly body: Record<string, unknown> };

async function call(
  method: string,
  message: Record<string, unknown>,
  { runtimeToken }: RunServices = own,
  subject: RunServices = own,
): Promise<Answer> {
  const scope = JSON.parse(Buffer.from(subject.runtimeToken.split(".")[1]!, "base64url").toString()).scp;
  const [, backendRun, job] = /Results:(.+):(.+)/.exec(scope)!;
  const ids = { workflow_run_backend_id: backendRun, workflow_job_run_backend_id: job };
  const url = `${own.resultsUrl}twirp/github.actions.results.api.v1.ArtifactService/${method}`;
  const answer = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${runtimeToken}`,
      "user-agent": "test",
    },
    body: JSON.stringify({ ...ids, ...message }),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

const begin = async (name: string): Promise<string> =>
  String((await call("CreateArtifact", { name, version: 7 })).body["signed_upload_url"]);
const put = (url: string, body: string): Promise<Response> =>
  fetch(url, { method: "PUT", body, headers: { "x-ms-blob-type": "BlockBlob" } });

describe("the service refuses", () => {
  it("a token that it has not given", async () => {
    const forged = { ...own, runtimeToken: `${own.runtimeToken}x` };
    expect(await call("ListArtifacts", {}, forged)).toMatchObject({
      status: 401,
      body: { code: "unauthenticated" },
    });
  });

  it("to write as another job, and to read another run", async () => {
    const other = service.servicesFor({ run: run.id, job: "other" });
    const foreign = service.servicesFor({ run: github.add.run().id, job: "test" });
    const refused = { status: 403, body: { code: "permission_denied" } };
    expect(await call("CreateArtifact", { name: "a" }, own, other)).toMatchObject(refused);
    expect(await call("ListArtifacts", {}, own, other)).toMatchObject({ status: 200 });
    expect(await call("ListArtifacts", {}, own, foreign)).toMatchObject(refused);
  });

  it("unknown backend ids", async () => {
    const message = { name: "a", workflow_run_backend_id: "made-up" };
    expect(await call("GetSignedArtifactURL", message)).toMatchObject({ status: 403 });
  });

  it.each(['a"b', "a:b", "a<b", "a>b", "a|b", "a*b", "a?b", "a\\b", "a/b", "a\nb", "a\rb", ""])(
    "the name %j",
    async (name) => {
      expect(await call("CreateArtifact", { name })).toMatchObject({
        status: 400,
        body: { code: "invalid_argument" },
      });
    },
  );

  it("a name that is being uploaded already", async () => {
    await begin("a");
    expect(await call("CreateArtifact", { name: "a" })).toMatchObject({
      status: 409,
      body: { code: "already_exists", msg: "an artifact with this name already exists on the workflow run" },
    });
  });

  it("to end in the past", async () => {
    const message = { name: "a", expires_at: "2025-12-31T00:00:00Z" };
    expect(await call("CreateArtifact", message)).toMatchObject({ status: 400 });
  });

  it("an upload whose size or hash is another", async () => {
    await put(await begin("a"), "12345");
    expect(await call("FinalizeArtifact", { name: "a", size: "4" })).toMatchObject({
      body: { msg: "size is 4, 5 bytes were uploaded" },
    });
    const wrong = await call("FinalizeArtifact", { name: "a", size: "5", hash: "sha256:0" });
    expect(wrong.body["msg"]).toMatch(/^hash is sha256:0, the upload's is sha256:[0-9a-f]{64}$/);
    expect(github.state.artifacts).toEqual([]);
  });

  it("to finish what was not uploaded, and to give what is not there", async () => {
    await begin("a");
    expect(await call("FinalizeArtifact", { name: "a", size: "0" })).toMatchObject({ status: 404 });
    expect(await call("FinalizeArtifact", { name: "b", size: "0" })).toMatchObject({ status: 404 });
    expect(await call("GetSignedArtifactURL", { name: "b" })).toMatchObject({ status: 404 });
    expect(await call("DeleteArtifact", { name: "b" })).toMatchObject({ status: 404 });
  });

  it("an upload for a run that is gone", async () => {
    await put(await begin("a"), "1");
    github.state.runs.length = 0;
    expect(await call("FinalizeArtifact", { name: "a", size: "1" })).toMatchObject({ status: 404 });
  });

  it("what is no JSON", async () => {
    const url = `${own.resultsUrl}twirp/github.actions.results.api.v1.ArtifactService/ListArtifacts`;
    const send = (body: string, type: string): Promise<Response> =>
      fetch(url, { method: "POST", body, headers: { "content-type": type } });
    expect((await send("{", "application/json")).status).toBe(400);
    expect((await send("1", "application/json")).status).toBe(400);
    expect((await send("{}", "application/protobuf")).status).toBe(400);
  });
});

describe("an artifact", () => {
  it("without a hash has no digest", async () => {
    await put(await begin("a"), "12345");
    expect(await call("FinalizeArtifact", { name: "a", size: "5" })).toMatchObject({
      status: 200,
      body: { ok: true },
    });
    expect(github.state.artifacts).toMatchObject([{ name: "a", digest: null }]);
    const { body } = await call("ListArtifacts", {});
    expect(body["artifacts"]).toMatchObject([{ name: "a", size: "5" }]);
  });

  it("that a test put into the state is listed and given", async () => {
    const bytes = Buffer.from("zip");
    const { id } = github.add.artifact(run, { name: "seeded", bytes });
    const { body } = await call("ListArtifacts", { id_filter: String(id) });
    const [listed] = body["artifacts"] as Record<string, string>[];
    expect(listed).toMatchObject({
      name: "seeded",
      digest: `sha256:${createHash("sha256").update(bytes).digest("hex")}`,
    });
    const { workflow_run_backend_id, workflow_job_run_backend_id } = listed!;
    const link = await call("GetSignedArtifactURL", {
      name: "seeded",
      workflow_run_backend_id,
      workflow_job_run_backend_id,
    });
    const given = await fetch(String(link.body["signed_url"]));
    expect([given.headers.get("content-type"), await given.text()]).toEqual(["application/zip", "zip"]);
  });
});

describe("the blob store", () => {
  const code = (answer: Response): string | null => answer.headers.get("x-ms-error-code");

  it("takes blocks, in the order of their list", async () => {
    const url = await begin("a");
    await fetch(`${url}&comp=block&blockid=MQ%3D%3D`, { method: "PUT", body: "one " });
    await fetch(`${url}&comp=block&blockid=Mg%3D%3D`, { method: "PUT", body: "two " });
    const list = "<BlockList><Latest>Mg==</Latest><Uncommitted>MQ==</Uncommitted></BlockList>";
    expect((await fetch(`${url}&comp=blocklist`, { method: "PUT", body: list })).status).toBe(201);
    await call("FinalizeArtifact", { name: "a", size: "8" });
    expect(Buffer.from(github.state.artifacts[0]!.bytes).toString()).toBe("two one ");
  });

  it("refuses blocks that it has not, and requests that it does not know", async () => {
    const url = await begin("a");
    const list = "<BlockList><Latest>Mg==</Latest></BlockList>";
    expect(code(await fetch(`${url}&comp=blocklist`, { method: "PUT", body: list }))).toBe(
      "InvalidBlockList",
    );
    expect(code(await fetch(`${url}&comp=block`, { method: "PUT", body: "" }))).toBe(
      "InvalidQueryParameterValue",
    );
    expect(code(await fetch(`${url}&comp=lease`, { method: "PUT", body: "" }))).toBe(
      "InvalidQueryParameterValue",
    );
    expect(code(await fetch(url, { method: "PUT", body: "" }))).toBe("InvalidHeaderValue");
  });

  it("refuses links that are changed, over, or for something else", async () => {
    const url = await begin("a");
    expect(code(await put(url.replace("sig=", "sig=x"), ""))).toBe("AuthenticationFailed");
    expect(code(await fetch(url))).toBe("AuthorizationPermissionMismatch");
    now += 3_600_000;
    expect(code(await put(url, ""))).toBe("AuthenticationFailed");
  });
});
