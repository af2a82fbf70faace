import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decode, encode } from "iconv-lite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readCompany } from "./company-folder.ts";
import { findInputs } from "./inputs.ts";
import { writeRejectedFiles } from "./rejected-files.ts";

let root = "";
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "attain-rejected-"));
});
afterAll(() => rm(root, { recursive: true }));

test("10,000 rows with 37 bad ones: the file has 37 rows, and read alone after correction they are all taken", async () => {
  const folder = join(root, "own");
  await mkdir(folder);
  await writeFile(join(folder, "company.json"), '{"name": "Acme", "currency": "USD"}');
  const rows = Array.from({ length: 10_000 }, (_, index) =>
    `T${index},2026-01-31,${index % 271 === 0 ? "1.234,5" : "12.50"},"a ""b"", ${index}"`.replace("1.234,5", '"1.234,5"'),
  );
  await writeFile(join(folder, "transactions.csv"), `transaction,date,amount,order\n${rows.join("\n")}\n`);
  const request = { paths: [folder] };
  const { problems, rows: read } = await readCompany(request);
  expect([problems.length, read.get("transactions")?.length]).toEqual([37, 9963]);

  const { sources } = await findInputs(request);
  const [written] = await writeRejectedFiles(join(root, "out"), sources, problems, 7);
  expect(written).toEqual({ path: join(root, "out", "transactions.rejected.csv"), rows: 37 });
  const text = await readFile(written?.path ?? "", "utf8");
  expect(text.split("\r\n").slice(0, 2)).toEqual([
    "transaction,date,amount,order,rejected.line,rejected.column,rejected.value,rejected.code,rejected.reason,rejected.file,rejected.import",
    'T0,2026-01-31,"1.234,5","a ""b"", 0",2,amount,"1.234,5",undeclared-grouping,"numbers are read with decimal ""."" and no grouping",transactions.csv,7',
  ]);
  const corrected = join(root, "out", "transactions.rejected.csv");
  await writeFile(corrected, text.replaceAll(/"1\.234,5"(?=,"a)/g, "1234.50"));
  const company = (await findInputs(request)).company;
  const again = await readCompany({ paths: [corrected], ...(company && { company }) });
  expect([again.problems, again.rows.get("transactions")?.length]).toEqual([[], 37]);
});

test("through a mapping: delimiter and encoding stay, ragged rows lose nothing, joins still come from the folder", async () => {
  const folder = join(root, "mapped");
  await mkdir(folder);
  const deals =
    "id;closed;value;rep\n1;2026-01-31;5;Jörg\n2;2026-02-30;6;Jörg\n3;2026-02-28;7\n4;2026-02-28;8;Jörg;more\n5;2026-02-28;=8;Jörg\n";
  await writeFile(join(folder, "deals.csv"), encode(deals, "windows-1252"));
  await writeFile(join(folder, "team.csv"), encode("rep;id\nJörg;7\n", "windows-1252"));
  const mapping = join(folder, "mapping.json");
  const joins = [{ file: "team.csv", as: "team", on: { rep: "rep" }, required: true }];
  const columns = { transaction: "id", date: "closed", amount: "value", order: "team.id" };
  await writeFile(
    mapping,
    JSON.stringify({
      company: { name: "A", currency: "USD" },
      encoding: "windows-1252",
      tables: [{ table: "transactions", file: "*s.csv", join: joins, columns }],
    }),
  );
  const request = { paths: [folder], mapping };
  const { problems, rows } = await readCompany(request);
  expect([problems.map(({ line, code }) => `${line} ${code}`).sort(), rows.get("transactions")?.length]).toEqual([
    ["3 no-such-day", "4 ragged-row", "5 ragged-row", "6 not-a-number"],
    1,
  ]);

  const [written] = await writeRejectedFiles(join(root, "out2"), (await findInputs(request)).sources, problems, 7);
  const text = decode(await readFile(written?.path ?? ""), "windows-1252");
  expect(
    text
      .split("\r\n")
      .slice(1, 5)
      .map((line) => line.split(";").slice(0, 4).join(";")),
  ).toEqual(["2;2026-02-30;6;Jörg", "3;2026-02-28;7;", '4;2026-02-28;8;"Jörg', "5;2026-02-28;'=8;Jörg"]);
  const corrected = text.replace("02-30", "02-28").replace("7;;", "7;Jörg;").replace('"Jörg;more"', "Jörg").replace("'=8", "8");
  await writeFile(written?.path ?? "", encode(corrected, "windows-1252"));
  const again = await readCompany({ paths: [folder, written?.path ?? ""], mapping });
  expect([again.problems, again.rows.get("transactions")?.map((row) => [row.get("transaction"), row.get("order")])]).toEqual([
    [],
    [
      ["2", "7"],
      ["3", "7"],
      ["4", "7"],
      ["5", "7"],
    ],
  ]);
});

test("a file that the mapping does not know is refused", async () => {
  const path = join(root, "other.csv");
  await writeFile(path, "a\n");
  await expect(findInputs({ paths: [join(root, "mapped"), path], mapping: join(root, "mapped", "mapping.json") })).rejects.toThrow(
    /other\.csv: is named like no file of mapping\.json/,
  );
});
