import { calculate } from "../src/compensation/engine.ts";
import { generateDeals } from "./engine/data.ts";
import { benchInputs } from "./engine/ours.ts";
const inputs = benchInputs(generateDeals());
for (let i=0;i<12;i++){ const t=performance.now(); calculate(inputs, { set: "default" }); console.log((performance.now()-t).toFixed(0)); }
