import { createHash } from "node:crypto";
import type { Answer, Extension, FakeRequest } from "../../github/index.ts";

/** As much of Azure's blob storage as the artifact client uses: block blobs behind signed links. */
export type BlobStore = {
  readonly extension: Extension;
  /** A link for one blob that ends after its time; `cw` to create and write, `r` to read. */
  readonly sign: (blob: string, permission: "cw" | "r") => string;
  /** A committed blob. */
  readonly read: (blob: string) => Buffer | undefined;
  readonly put: (blob: string, bytes: Uint8Array, contentType: string) => void;
};

/** The client takes the blob's name from `/account/container/blob`. */
const folder = "/results/artifacts/";

const lifetimes = { cw: 60 * 60_000, r: 10 * 60_000 };

type Blob = { readonly bytes: Buffer; readonly contentType: string };

export function createBlobStore(origin: string, now: () => number): BlobStore {
  const blobs = new Map<string, Blob>();
  const staged = new Map<string, Map<string, Buffer>>();
  return {
    extension: {
      recognises: (method, path) =>
        path.startsWith(folder) ? (method === "PUT" ? "blob/upload" : "blob/download") : undefined,
      handle: (request) => {
        const blob = decodeURIComponent(request.path.slice(folder.length));
        const refused = refuse(request, blob, now());
        if (refused !== undefined) return refused;
        if (request.method !== "PUT") return download(blobs.get(blob));
        return upload(request, blob, blobs, staged);
      },
    },
    sign(blob, permission) {
      const ends = now() + lifetimes[permission];
      const query = new URLSearchParams({
        se: String(ends),
        sp: permission,
        sig: signature(blob, permission, ends),
      });
      return `${origin}${folder}${blob}?${query}`;
    },
    read: (blob) => blobs.get(blob)?.bytes,
    put: (blob, bytes, contentType) => void blobs.set(blob, { bytes: Buffer.from(bytes), contentType }),
  };
}

function signature(blob: string, permission: string, ends: number): string {
  return createHash("sha256").update(`${blob} ${permission} ${ends}`).digest("base64");
}

function refuse({ method, query }: FakeRequest, blob: string, now: number): Answer | undefined {
  const [ends, permission] = [Number(query.get("se")), query.get("sp") ?? ""];
  if (query.get("sig") !== signature(blob, permission, ends) || ends <= now)
    return failure(403, "AuthenticationFailed");
  if (permission !== (method === "PUT" ? "cw" : "r")) return failure(403, "AuthorizationPermissionMismatch");
  return;
}

function download(blob: Blob | undefined): Answer {
  if (blob === undefined) return failure(404, "BlobNotFound");
  return { status: 200, body: blob.bytes, headers: { "content-type": blob.contentType } };
}

/** A whole blob, one block of it, or the list that makes a blob of blocks. */
function upload(
  { query, headers, body }: FakeRequest,
  blob: string,
  blobs: Map<string, Blob>,
  staged: Map<string, Map<string, Buffer>>,
): Answer {
  const contentType = String(headers["x-ms-blob-content-type"] ?? "application/octet-stream");
  const blocks = staged.get(blob) ?? new Map<string, Buffer>();
  switch (query.get("comp")) {
    case "block": {
      const id = query.get("blockid");
      if (id === null) return failure(400, "InvalidQueryParameterValue");
      staged.set(blob, blocks.set(id, body));
      return created;
    }
    case "blocklist": {
      const ids = [...body.toString().matchAll(/<(?:Latest|Uncommitted|Committed)>([^<]+)</g)].map(
        ([, id]) => id!,
      );
      if (ids.some((id) => !blocks.has(id))) return failure(400, "InvalidBlockList");
      blobs.set(blob, { bytes: Buffer.concat(ids.map((id) => blocks.get(id)!)), contentType });
      staged.delete(blob);
      return created;
    }
    case null:
      if (headers["x-ms-blob-type"] !== "BlockBlob") return failure(400, "InvalidHeaderValue");
      blobs.set(blob, { bytes: body, contentType });
      return created;
    default:
      return failure(400, "InvalidQueryParameterValue");
  }
}

const created: Answer = {
  status: 201,
  headers: { etag: '"0x8D"', "x-ms-request-id": "tollgate", "x-ms-version": "2025-01-05" },
};

function failure(status: number, code: string): Answer {
  const body = `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`;
  return { status, body, headers: { "content-type": "application/xml", "x-ms-error-code": code } };
}
