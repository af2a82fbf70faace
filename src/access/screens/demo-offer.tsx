import { Alert, Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { api, done } from "../../app/web/kit/client.ts";
import { useSubmission } from "../../app/web/kit/form.ts";
import { demoQuery, queryClient } from "../../app/web/kit/queries.ts";
import { TaskProgress } from "../../app/web/kit/task-progress.tsx";
import { text } from "../../app/web/kit/text.ts";
import classes from "./demo.module.css";

const ASK_AGAIN_MS = 500;

/** Beside setting up one's own company: the demo company, loaded while one looks on. */
export function DemoOffer({ token }: { readonly token: string }) {
  const [asked, setAsked] = useState(false);
  const { history } = useRouter();
  const submission = useSubmission();
  const { data } = useQuery({ ...demoQuery, refetchInterval: asked ? ASK_AGAIN_MS : false });
  const step = data?.loading ?? null;
  const ready = (data?.people.length ?? 0) > 0;
  useEffect(() => {
    if (asked && ready) history.push("/demo");
  }, [asked, ready, history]);
  const load = () =>
    submission.submit(async () => {
      await done(api.demo.$post({ json: { token } }));
      await queryClient.invalidateQueries({ queryKey: demoQuery.queryKey });
      setAsked(true);
    });
  const failed = asked && step === null && data?.failed === true;
  const message = submission.message ?? (failed ? text.demo.failed : undefined);
  return (
    <section className={classes["offer"]} aria-labelledby="demo-offer">
      <h2 id="demo-offer" className={classes["heading"]}>
        {text.demo.offer}
      </h2>
      <p className={classes["lead"]}>{text.demo.offerLead}</p>
      {message ? (
        <Alert color="red" variant="light" role="alert" mb="md">
          {message}
        </Alert>
      ) : null}
      {asked && step ? (
        <TaskProgress task={{ state: "running", progress: step }} />
      ) : (
        <Button variant="default" fullWidth loading={submission.pending || (asked && !failed)} onClick={() => void load()}>
          {text.demo.load}
        </Button>
      )}
    </section>
  );
}
