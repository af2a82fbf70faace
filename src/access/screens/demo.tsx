import { useQuery } from "@tanstack/react-query";
import { Link, useRouter } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { UnstyledButton } from "@mantine/core";
import { api, done } from "../../app/web/kit/client.ts";
import { useSubmission } from "../../app/web/kit/form.ts";
import { demoQuery, queryClient } from "../../app/web/kit/queries.ts";
import { EmptyState, QueryView } from "../../app/web/kit/states.tsx";
import { text } from "../../app/web/kit/text.ts";
import classes from "./demo.module.css";
import { Entrance } from "./entrance.tsx";

/** The people of the demo company, to enter as with one click; an address that ends in #role enters as that role's. */
export function DemoScreen() {
  const query = useQuery(demoQuery);
  const { history } = useRouter();
  const submission = useSubmission();
  const enter = (person: string) =>
    submission.submit(async () => {
      await done(api.demo["sign-in"].$post({ json: { person } }));
      queryClient.clear();
      history.push("/");
    });
  const asked = useRef(location.hash.slice(1));
  const people = query.data?.people;
  useEffect(() => {
    const role = asked.current;
    if (role === "" || !people?.some((person) => person.role === role)) return;
    asked.current = "";
    void enter(role);
  });
  return (
    <Entrance title={text.demo.title} lead={text.demo.lead} message={submission.message}>
      <QueryView query={query}>
        {(demo) =>
          demo.people.length === 0 ? (
            <EmptyState title={text.demo.none} action={<Link to="/sign-in">{text.demo.signIn}</Link>}>
              {text.demo.noneFix}
            </EmptyState>
          ) : (
            <ul className={classes["people"]}>
              {demo.people.map(({ person, name, role }) => (
                <li key={person}>
                  <UnstyledButton className={classes["person"] ?? ""} disabled={submission.pending} onClick={() => void enter(person)}>
                    <span className={classes["role"]}>{text.shell.roles[role]}</span>
                    <span className={classes["name"]}>{name}</span>
                    <span className={classes["about"]}>{text.demo.people[role]}</span>
                  </UnstyledButton>
                </li>
              ))}
            </ul>
          )
        }
      </QueryView>
    </Entrance>
  );
}
