/** Names of a run and a job in the artifact service; the client takes them from its token. */
export type BackendIds = { readonly run: string; readonly job: string };

/** ACTIONS_RUNTIME_TOKEN: a JWT without a real signature, as the artifact client only reads its claims. */
export function runtimeToken(ids: BackendIds): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const claims = {
    scp: `Actions.ExampleScope Actions.Results:${ids.run}:${ids.job}`,
    iss: "tollgate-testkit",
  };
  return `${part({ alg: "none", typ: "JWT" })}.${part(claims)}.${Buffer.from(`${ids.run}/${ids.job}`).toString("base64url")}`;
}

/** The other direction, for the service; undefined for anything else than such a token. */
export function backendIdsOf(token: string): BackendIds | undefined {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
    const scopes = typeof claims === "object" && claims !== null && "scp" in claims ? String(claims.scp) : "";
    const [, run, job] = /(?:^| )Actions\.Results:([^: ]+):([^: ]+)(?: |$)/.exec(scopes) ?? [];
    return run === undefined || job === undefined ? undefined : { run, job };
  } catch {
    return undefined;
  }
}
