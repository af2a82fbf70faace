import fc from "fast-check";

/** Properties play the same cases in every run, so that a change is judged by what it changed; `ATTAIN_SEED=7 npm test` plays others. */
fc.configureGlobal({ seed: Number(process.env["ATTAIN_SEED"] ?? 20_261_123) });
