import manifest from "../../package.json" with { type: "json" };

/** Version of the program, also recorded in every calculation as the engine's. */
export const VERSION: string = manifest.version;
