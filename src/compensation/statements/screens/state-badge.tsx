import { Badge } from "@mantine/core";
import { text } from "../../../app/web/kit/text.ts";

/** Whether a calculation's results are seen by participants: said in words, coloured besides. */
export function StateBadge({ state }: { readonly state: "draft" | "published" | "running" | "superseded" | "failed" }) {
  const colours = { draft: "yellow", published: "teal", running: "ink", superseded: "gray", failed: "red" } as const;
  return (
    <Badge color={colours[state]} variant="light" radius="sm" tt="none" fw={500}>
      {text.statement.states[state]}
    </Badge>
  );
}
