import { anybody, type MatrixRows, type Request } from "../row.ts";
import type { Names } from "../company.ts";

/** Numbers of imports are guessed: those of calculations are as good as any. */
const guessed = ({ calculation }: Names): Request => ({ path: { import: calculation }, body: {} });
const upload = ({ userId }: Names): Request => ({ path: { upload: userId } });

/** Files that come in, and what became of them. */
export const IMPORTS: MatrixRows = {
  "GET /api/imports": { rows: "company", to: anybody },
  "POST /api/imports": { rows: "company", to: () => ({ body: {} }) },
  "POST /api/imports/rows": { rows: "company", to: () => ({ body: {} }) },
  "GET /api/imports/{import}": { rows: "company", to: ({ calculation }) => ({ path: { import: calculation } }) },
  "GET /api/imports/{import}/rejected-rows": { rows: "company", to: ({ calculation }) => ({ path: { import: calculation } }) },
  "POST /api/imports/{import}/cancel": { rows: "company", to: guessed },
  "POST /api/imports/{import}/undo": { rows: "company", to: guessed },
  "GET /api/mappings": { rows: "company", to: anybody },
  "POST /api/mappings": { rows: "company", to: () => ({ body: {} }) },
  "DELETE /api/mappings/{name}": { rows: "company", to: ({ participant }) => ({ path: { name: participant } }) },
  "GET /api/uploads": { rows: "company", to: anybody },
  "POST /api/uploads": { rows: "company", to: () => ({ body: {} }) },
  "DELETE /api/uploads/{upload}": { rows: "company", to: upload },
  "GET /api/uploads/{upload}/recognition": { rows: "company", to: upload },
};
