import "@mantine/core/styles/Radio.layer.css";
import { Radio } from "@mantine/core";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, bodyOf } from "../../app/web/kit/client.ts";
import { useSubmission } from "../../app/web/kit/form.ts";
import { Section } from "../../app/web/kit/page.tsx";
import { queryClient } from "../../app/web/kit/queries.ts";
import table from "../../app/web/kit/table.module.css";
import { text } from "../../app/web/kit/text.ts";
import classes from "./sign-ins.module.css";

export const signInPolicyQuery = queryOptions({ queryKey: ["sign-in-policy"], queryFn: () => bodyOf(api["sign-in-policy"].$get()) });

/** What the company asks of every sign-in. */
export function SignInPolicy() {
  const policy = useQuery(signInPolicyQuery);
  const submission = useSubmission();
  const choose = (chosen: string) =>
    void submission.submit(async () => {
      const secondFactor = chosen === "required" ? "required" : "optional";
      queryClient.setQueryData(signInPolicyQuery.queryKey, await bodyOf(api["sign-in-policy"].$post({ json: { secondFactor } })));
    });
  if (!policy.data) return null;
  return (
    <Section title={text.policy.title}>
      <p className={table["quiet"]}>{text.policy.lead}</p>
      <Radio.Group aria-label={text.policy.title} value={policy.data.secondFactor} onChange={choose} error={submission.message}>
        <div className={classes["roles"]}>
          <Radio value="optional" label={text.policy.optional} />
          <Radio value="required" label={text.policy.required} />
        </div>
      </Radio.Group>
    </Section>
  );
}
