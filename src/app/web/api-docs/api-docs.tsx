import { TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useLocation } from "@tanstack/react-router";
import { useDeferredValue, useEffect, useMemo, useState } from "react";
import { PROBLEMS } from "../../server/kit/problem.ts";
import { bodyOf } from "../kit/client.ts";
import { formatCount } from "../kit/number.ts";
import { PageHeader } from "../kit/page.tsx";
import { EmptyState, QueryView } from "../kit/states.tsx";
import { text } from "../kit/text.ts";
import classes from "./api-docs.module.css";
import { Marked } from "./marked.tsx";
import { OperationPart } from "./operation.tsx";
import { type Noun, nounsOf, searched, type Specification } from "./specification.ts";

const PATH = "/api/openapi.json";

/** The whole API to read, from its own specification: grouped by noun, searchable, without any request elsewhere. */
export function ApiDocsScreen() {
  const words = text.apiDocs;
  const specification = useQuery({ queryKey: ["specification"], queryFn: () => bodyOf<Specification>(fetch(PATH)), staleTime: Infinity });
  return (
    <main className={classes["page"]}>
      <PageHeader
        above={<Link to="/">{text.product}</Link>}
        title={words.title}
        lead={words.lead}
        beside={<a href={PATH}>{words.specification}</a>}
      />
      <QueryView query={specification}>{(data) => <Docs specification={data} />}</QueryView>
    </main>
  );
}

function Docs({ specification }: { readonly specification: Specification }) {
  const words = text.apiDocs;
  const [typed, setTyped] = useState("");
  const wanted = useDeferredValue(typed);
  const nouns = useMemo(() => nounsOf(specification), [specification]);
  const found = searched(nouns, wanted);
  const count = found.reduce((sum, { operations }) => sum + operations.length, 0);
  return (
    <div className={classes["docs"]}>
      <div className={classes["side"]}>
        <TextInput
          type="search"
          aria-label={words.search}
          placeholder={words.search}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <p className={classes["quiet"]} role="status">
          {words.routes(formatCount(count))}
        </p>
        <nav aria-label={words.nouns} className={classes["nouns"]}>
          {found.map(({ noun, operations }) => (
            <a key={noun} href={`#${noun}`}>
              {noun} <span className={classes["quiet"]}>{operations.length}</span>
            </a>
          ))}
          <a href="#problem-codes">{words.problems}</a>
        </nav>
      </div>
      <div className={classes["parts"]}>
        <Basics />
        {found.length === 0 ? <EmptyState title={text.list.noMatch}>{text.list.noMatchFix}</EmptyState> : null}
        {found.map((noun) => (
          <NounPart key={noun.noun} noun={noun} specification={specification} />
        ))}
        <Problems />
      </div>
    </div>
  );
}

function Basics() {
  return (
    <section aria-label={text.apiDocs.basics} className={classes["basics"]}>
      {text.apiDocs.paragraphs.map((paragraph) => (
        <p key={paragraph}>
          <Marked text={paragraph} />
        </p>
      ))}
    </section>
  );
}

function NounPart({ noun: { noun, operations }, specification }: { readonly noun: Noun; readonly specification: Specification }) {
  const { hash } = useLocation();
  useEffect(() => {
    if (hash === noun || operations.some(({ operationId }) => operationId === hash)) document.getElementById(hash)?.scrollIntoView();
    // oxlint-disable-next-line react/exhaustive-deps -- the place that the address names is gone to once, when it is there
  }, [hash]);
  return (
    <section id={noun} aria-labelledby={`noun-${noun}`} className={classes["noun"]}>
      <h2 id={`noun-${noun}`}>{noun}</h2>
      {operations.map((operation) => (
        <OperationPart
          key={operation.operationId}
          operation={operation}
          schemas={specification.components.schemas}
          linked={hash === operation.operationId}
        />
      ))}
    </section>
  );
}

function Problems() {
  const words = text.apiDocs;
  return (
    <section id="problem-codes" aria-labelledby="problem-codes-title" className={classes["noun"]}>
      <h2 id="problem-codes-title">{words.problems}</h2>
      <p className={classes["quiet"]}>{words.problemsLead}</p>
      <dl className={classes["problems"]}>
        {Object.entries(PROBLEMS).map(([code, { status, title, fix }]) => (
          <div key={code}>
            <dt>
              <code>
                {status} {code}
              </code>
            </dt>
            <dd>{`${title}. ${fix}.`}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
