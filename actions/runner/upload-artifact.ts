import { TollgateError } from "@tollgate/model";
import { plainLine, redact } from "@tollgate/text";

export type Upload = {
  readonly name: string;
  /** Absolute; files are named in the artifact by their path below it. */
  readonly folder: string;
  /** Absolute paths. */
  readonly files: readonly string[];
  readonly retentionDays?: number;
  /** False for files that are small as they are. @default true */
  readonly compress?: boolean;
};

/** Uploads an artifact of this run; returns its id. Throws a platform error that tells what to do. */
export async function uploadArtifact(upload: Upload): Promise<number | undefined> {
  const { name, folder, files, retentionDays, compress = true } = upload;
  const { DefaultArtifactClient } = await import("@actions/artifact");
  try {
    const { id } = await new DefaultArtifactClient().uploadArtifact(name, [...files], folder, {
      ...(retentionDays === undefined ? {} : { retentionDays }),
      ...(compress ? {} : { compressionLevel: 0 }),
    });
    return id;
  } catch (error) {
    throw refusal(name, error);
  }
}

/** Whether this GitHub has the artifacts that the client knows: github.com and *.ghe.com, not Enterprise Server. */
export function hasArtifacts(serverUrl: string | undefined): boolean {
  const host = URL.parse(serverUrl || "https://github.com")?.hostname ?? "";
  return host === "github.com" || host.endsWith(".ghe.com") || host.endsWith(".localhost");
}

function refusal(name: string, error: unknown): TollgateError {
  const said = plainLine(redact(error instanceof Error ? error.message : String(error))).slice(0, 500);
  const isTaken = /\(409\)|already exists/i.test(said);
  return new TollgateError(
    "platform",
    isTaken
      ? `This run has an artifact ${name} already.`
      : `The artifact ${name} was not uploaded: ${said.replace(/\.?$/, ".")}`,
    isTaken
      ? "Legs of a matrix differ by `shard` or `environment`, as do jobs of one id in called workflows; steps of one job by `kind`, `package` or `name`."
      : "Run the job again; if it stays so, see whether the artifact service works and its quota is not used up.",
    { cause: error },
  );
}
