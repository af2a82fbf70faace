/** Kinds of changes that give the engine nothing to read: a calculation from before them is as good as one from after. */
export const KINDS_WITHOUT_INPUTS: readonly string[] = ["calculation", "access", "set-up", "dispute"];
