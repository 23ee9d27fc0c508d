/** How names of artifacts with a bundle begin. What follows is for people, and for the platform's rule that names differ. */
export const bundleArtifactPrefix = "tollgate-bundle-";

/** Name of the artifact with what a gate wrote in one attempt of a run. */
export function resultArtifactName(gate: string, attempt: number): string {
  return `${resultPrefix(gate)}${attempt}`;
}

/** The attempt whose result a gate's artifact holds; `undefined` for other names. */
export function attemptOfResult(name: string, gate: string): number | undefined {
  const start = resultPrefix(gate);
  const rest = name.startsWith(start) ? name.slice(start.length) : "";
  return /^[1-9]\d{0,4}$/.test(rest) ? Number(rest) : undefined;
}

function resultPrefix(gate: string): string {
  return `tollgate-result-${gate}-attempt`;
}
