import "@mantine/core/styles/Radio.layer.css";
import { Radio, Stack } from "@mantine/core";
import { formatDate } from "../../web/kit/date.ts";
import { formatDecimal } from "../../web/kit/number.ts";
import { Panel } from "../../web/kit/page.tsx";
import { text } from "../../web/kit/text.ts";
import type { MappingDocument, RecognisedFile } from "./mapping-document.ts";
import { type Example, isOpen, type OpenFormat, openFormats, withFormat } from "./open-formats.ts";

type FormatQuestionsProps = {
  readonly mapping: MappingDocument;
  readonly files: readonly RecognisedFile[];
  readonly change: (mapping: MappingDocument) => void;
};

/** What files leave open about their numbers and dates, once for all columns, with what each answer makes of them. */
export function FormatQuestions({ mapping, files, change }: FormatQuestionsProps) {
  const questions = openFormats(mapping, files);
  if (questions.length === 0) return null;
  return (
    <Stack gap="sm" mb="md">
      {questions.map((question) => (
        <Panel key={question.key} padded>
          <Radio.Group
            id={idOfFormat(question)}
            label={titleOf(question)}
            description={text.imports.formatOf(placesOf(question))}
            error={isOpen(question, mapping) ? text.imports.mustChoose : undefined}
            value={question.chosen ?? ""}
            onChange={(reading) => change(withFormat(mapping, question, reading))}
          >
            <Stack gap="xs" mt="xs" mb="xs">
              {question.readings.map(({ reading, examples }) => (
                <Radio key={reading} value={reading} label={examples.map(sentenceOf).join(" · ")} />
              ))}
            </Stack>
          </Radio.Group>
        </Panel>
      ))}
    </Stack>
  );
}

/** Where the question stands on the page. */
export function idOfFormat({ key }: OpenFormat): string {
  return `format-${key.replaceAll(/[^\w]+/g, (signs) => `_${signs.charCodeAt(0)}_`)}`;
}

export function titleOf({ readings }: OpenFormat): string {
  const example = readings[0]?.examples[0]?.text ?? "";
  return text.imports.question(example);
}

function placesOf({ places }: OpenFormat): string {
  return [...new Set(places.map(({ header, file }) => text.imports.headerOf(header, file)))].join(", ");
}

function sentenceOf({ text: written, meaning }: Example): string {
  const percent = meaning.endsWith("%");
  const read = percent ? `${formatDecimal(meaning.slice(0, -1))} %` : formatDate(meaning);
  return text.imports.means(written, read === meaning ? formatDecimal(meaning) : read);
}
