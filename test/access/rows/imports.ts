import { anybody, type MatrixRows, type Request } from "../row.ts";
import type { Names } from "../people.ts";

const numbered = (names: Names): Request => ({ path: { import: names.import } });
const uploaded = ({ upload }: Names): Request => ({ path: { upload } });

/** What the files of the matrix's import filled. */
const IMPORTED =
  "companies imports people people_personal participant_attributes positions position_attributes assignments reporting_lines products territories territory_assignments customers quotas transactions splits opportunities stage_history activities plans reports import_rejections".split(
    " ",
  );

/** Files that come in, and what became of them. */
export const IMPORTS: MatrixRows = {
  "GET /api/imports": { rows: "company", to: anybody },
  "POST /api/imports": {
    rows: "company",
    to: ({ upload }) => ({ body: { uploads: [Number(upload)], mapping: null } }),
    writes: IMPORTED,
  },
  "POST /api/imports/rows": { rows: "company", to: ({ upload }) => ({ body: { uploads: [Number(upload)], mapping: null } }) },
  "GET /api/imports/{import}": { rows: "company", to: numbered },
  "GET /api/imports/{import}/rejected-rows": { rows: "company", to: (names) => ({ ...numbered(names), query: { file: "people.csv" } }) },
  "POST /api/imports/{import}/cancel": { rows: "company", to: numbered },
  "POST /api/imports/{import}/undo": { rows: "company", to: numbered, writes: IMPORTED },
  "GET /api/mappings": { rows: "company", to: anybody },
  "POST /api/mappings": {
    rows: "company",
    to: ({ mapping }) => ({ body: { name: mapping, document: { files: [] } } }),
    writes: ["mappings"],
  },
  "DELETE /api/mappings/{name}": { rows: "company", to: ({ mapping }) => ({ path: { name: mapping } }), writes: ["mappings"] },
  "GET /api/uploads": { rows: "company", to: anybody },
  "POST /api/uploads": { rows: "company", to: () => ({ query: { name: "matrix.csv" }, body: "a,b\n1,2\n" }), writes: ["uploads"] },
  "DELETE /api/uploads/{upload}": { rows: "company", to: uploaded, writes: ["uploads"] },
  "GET /api/uploads/{upload}/recognition": { rows: "company", to: uploaded },
};
