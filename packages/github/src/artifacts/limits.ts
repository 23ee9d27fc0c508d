/** What an artifact that nobody vouches for may cost. */
export type ArtifactLimits = {
  /** Bytes of the archive. */
  readonly archiveBytes: number;
  readonly entries: number;
  /** Bytes of one file in it. */
  readonly entryBytes: number;
  /** Bytes of all files in it. */
  readonly bytes: number;
  /** How many times larger than the archive its files may be in all. */
  readonly ratio: number;
  /** Bytes that its files may have whatever the archive's size. */
  readonly alwaysAllowed: number;
};

/** A bundle is packed already and hardly shrinks; a result holds reports as text, which shrink ten to twenty times. */
export const artifactLimits: ArtifactLimits = {
  archiveBytes: 1024 ** 3,
  entries: 100,
  entryBytes: 1024 ** 3,
  bytes: 2 * 1024 ** 3,
  ratio: 100,
  alwaysAllowed: 16 * 1024 ** 2,
};

/** The most bytes that the files of an archive may have. */
export function mostBytes(archiveBytes: number, { bytes, ratio, alwaysAllowed }: ArtifactLimits): number {
  return Math.min(bytes, Math.max(alwaysAllowed, archiveBytes * ratio));
}
