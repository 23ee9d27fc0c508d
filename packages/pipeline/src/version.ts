import manifest from "../package.json" with { type: "json" };

/** Version of Tollgate that judges, as decisions name it. */
export const engine: string = `tollgate ${manifest.version}`;
