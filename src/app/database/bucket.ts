import { createHash } from "node:crypto";

export const BUCKET_COUNT = 1024;

/** The logical bucket (0 to 1023) of a participant, for tables whose rows are written with it; the database's attain_bucket() says the same. Keep the value per participant rather than calling this per row. */
export function bucketOf(companyId: number, participant: string): number {
  const digest = createHash("md5").update(`${companyId}/${participant}`).digest();
  return (((digest[0] ?? 0) << 4) | ((digest[1] ?? 0) >> 4)) >> 2;
}
