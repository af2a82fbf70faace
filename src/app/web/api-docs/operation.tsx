import { Button, CopyButton } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { PERMISSIONS, reachOf, ROLES } from "../../../access/permissions.ts";
import { formatDate } from "../kit/date.ts";
import { text } from "../kit/text.ts";
import classes from "./api-docs.module.css";
import { curlOf } from "./curl.ts";
import { Marked } from "./marked.tsx";
import { schemaText } from "./schema-text.ts";
import { type Content, type Operation, type Parameter, partsOf, type Schemas } from "./specification.ts";

type OperationProps = { readonly operation: Operation; readonly schemas: Schemas; readonly linked: boolean };

/** One route: closed, its method, path and what it does; open, everything that a caller must know. */
export function OperationPart({ operation, schemas, linked }: OperationProps) {
  const [open, setOpen] = useState(linked);
  const { operationId, method, path, summary } = operation;
  return (
    <details id={operationId} className={classes["operation"]} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span className={classes["method"]} data-method={method}>
          {method.toUpperCase()}
        </span>
        <code className={classes["path"]}>{path}</code>
        {operation.deprecated ? <span className={classes["deprecated"]}>{text.apiDocs.deprecated}</span> : null}
        <span className={classes["summary"]}>
          <Marked text={summary ?? ""} />
        </span>
      </summary>
      {open ? <Details operation={operation} schemas={schemas} /> : null}
    </details>
  );
}

function Details({ operation, schemas }: Omit<OperationProps, "linked">) {
  const words = text.apiDocs;
  const { main, filters } = partsOf(operation);
  const since = operation["x-deprecated-since"];
  const sunset = operation["x-sunset"];
  return (
    <div className={classes["details"]}>
      {since === undefined || sunset === undefined ? null : (
        <p className={classes["deprecated"]}>{words.deprecatedSince(formatDate(since), formatDate(sunset))}</p>
      )}
      {operation.description === undefined ? null : (
        <p>
          <Marked text={operation.description} />
        </p>
      )}
      <Part title={words.permission}>
        <p>{permissionText(operation["x-permission"])}</p>
      </Part>
      {main.length > 0 ? (
        <Part title={words.parameters}>
          <Parameters parameters={main} schemas={schemas} />
        </Part>
      ) : null}
      {filters.length > 0 ? (
        <details className={classes["filters"]}>
          <summary>{words.filters(String(filters.length))}</summary>
          <Parameters parameters={filters} schemas={schemas} />
        </details>
      ) : null}
      {operation.requestBody?.content ? (
        <Part title={words.body}>
          <Media content={operation.requestBody.content} schemas={schemas} />
        </Part>
      ) : null}
      <Part title={words.answers}>
        {Object.entries(operation.responses).map(([status, answer]) => (
          <div key={status} className={classes["answer"]}>
            <p>
              <code>{status === "default" ? words.otherwise : status}</code>{" "}
              <Marked text={status === "default" ? words.problemAnswer : answer.description} />
            </p>
            {answer.content && status !== "default" ? <Media content={answer.content} schemas={schemas} /> : null}
          </div>
        ))}
      </Part>
      <Curl command={curlOf(operation, schemas, window.location.origin)} />
    </div>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div>
      <h3 className={classes["partTitle"]}>{title}</h3>
      {children}
    </div>
  );
}

/** What a caller must be: a permission with the roles that have it, and how far it reaches for each. */
function permissionText(permission: string): string {
  const words = text.apiDocs;
  if (permission === "public" || permission === "session" || permission === "signed-in") return words.guards[permission];
  const known = PERMISSIONS.find((each) => each === permission);
  if (known === undefined) return permission;
  const reaches = ROLES.flatMap((role) => {
    const reach = reachOf([role], known);
    return reach === undefined ? [] : [`${text.shell.roles[role]} (${words.reaches[reach]})`];
  });
  return words.permissionOf(permission, reaches.join(", "));
}

function Parameters({ parameters, schemas }: { readonly parameters: readonly Parameter[]; readonly schemas: Schemas }) {
  return (
    <dl className={classes["parameters"]}>
      {parameters.map(({ name, in: place, required, description, schema }) => (
        <div key={`${place} ${name}`}>
          <dt>
            <code>{name}</code> <span className={classes["quiet"]}>{text.apiDocs.places(place, required === true)}</span>
          </dt>
          <dd>
            <Marked text={description ?? schema?.description ?? ""} />{" "}
            {schema ? <code className={classes["type"]}>{schemaText(schema, schemas)}</code> : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Media({ content, schemas }: { readonly content: Content; readonly schemas: Schemas }) {
  const [files, json] = [Object.keys(content).filter((type) => !type.endsWith("json")), content["application/json"]];
  return (
    <>
      {json?.schema ? (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls is reached by the keyboard
        <pre className={classes["schema"]} tabIndex={0}>
          {schemaText(json.schema, schemas)}
        </pre>
      ) : null}
      {files.length > 0 ? <p className={classes["quiet"]}>{text.apiDocs.files(files.join(", "))}</p> : null}
    </>
  );
}

function Curl({ command }: { readonly command: string }) {
  const words = text.apiDocs;
  return (
    <div>
      <div className={classes["curlHead"]}>
        <h3 className={classes["partTitle"]}>{words.example}</h3>
        <CopyButton value={command}>
          {({ copied, copy }) => (
            <Button variant="default" size="compact-sm" onClick={copy}>
              {copied ? words.copied : words.copy}
            </Button>
          )}
        </CopyButton>
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls is reached by the keyboard */}
      <pre className={classes["schema"]} tabIndex={0}>
        {command}
      </pre>
    </div>
  );
}
