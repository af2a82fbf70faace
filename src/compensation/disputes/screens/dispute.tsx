import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Amount } from "../../../app/web/kit/amount.tsx";
import { Crumbs } from "../../../app/web/kit/crumbs.tsx";
import { formatMoment } from "../../../app/web/kit/date.ts";
import { Facts, PageHeader, Section } from "../../../app/web/kit/page.tsx";
import { QueryView } from "../../../app/web/kit/states.tsx";
import { text } from "../../../app/web/kit/text.ts";
import { aboutOf } from "./about.ts";
import { DisputeBadge } from "./dispute-badge.tsx";
import classes from "./disputes.module.css";
import { type DisputeView, disputeQuery } from "./queries.ts";
import { Reply } from "./reply.tsx";

const here = getRouteApi("/signed-in/disputes/$dispute");

/** One dispute: what it is about, what was said, and what may be said now. */
export function DisputeScreen() {
  const query = useQuery(disputeQuery(here.useParams().dispute));
  return <QueryView query={query}>{(data) => <DisputePage dispute={data} />}</QueryView>;
}

function DisputePage({ dispute }: { readonly dispute: DisputeView }) {
  const words = text.disputes;
  const { name, participant, period, state } = dispute;
  return (
    <>
      <PageHeader
        above={
          <Crumbs
            trail={[
              { label: words.title, link: <Link to="/disputes">{words.title}</Link> },
              { label: `${name ?? participant}, ${period}` },
            ]}
          />
        }
        title={aboutOf(dispute)}
        lead={<DisputeBadge state={state} />}
        beside={<Amount value={dispute.amount} currency={dispute.currency} size="display" />}
      />
      <Facts facts={factsOf(dispute)} />
      <Section title={words.conversation}>
        <ol className={classes["messages"]}>
          {dispute.messages.map((message) => (
            <Message key={message.message} message={message} dispute={dispute} />
          ))}
        </ol>
      </Section>
      {dispute.steps.length > 0 ? <Reply key={dispute.messages.length} dispute={dispute} /> : null}
    </>
  );
}

function factsOf(dispute: DisputeView) {
  const words = text.disputes;
  const { participant, name, period, set, currency, component, lineNo, amount, now } = dispute;
  const search = set === "default" ? {} : { set };
  const to = { params: { participant, period } } as const;
  return [
    { label: text.statements.person, value: name ?? participant },
    {
      label: words.toStatement,
      value: (
        <Link to="/statements/$participant/$period" {...to} search={search}>
          {period}
        </Link>
      ),
    },
    {
      label: words.amount,
      value: (
        <>
          <Amount value={amount} currency={currency} /> <span className={classes["quiet"]}>#{dispute.calculation}</span>
        </>
      ),
    },
    ...(lineNo === null
      ? []
      : [
          {
            label: words.now,
            value:
              now === null ? (
                words.nowGone
              ) : (
                <>
                  <Amount value={now.amount} currency={currency} /> <span className={classes["quiet"]}>#{now.calculation}</span>
                </>
              ),
          },
        ]),
    ...(component === null || (lineNo !== null && now === null)
      ? []
      : [
          {
            label: words.toWhy,
            value: (
              <Link
                to="/statements/$participant/$period/why"
                {...to}
                search={{ ...search, component, ...(now === null ? {} : { line: now.lineNo }) }}
              >
                {aboutOf(dispute)}
              </Link>
            ),
          },
        ]),
  ];
}

type MessageProps = { readonly message: DisputeView["messages"][number]; readonly dispute: DisputeView };

function Message({ message, dispute }: MessageProps) {
  const words = text.disputes;
  const side = message.side === "asker" ? "" : words.sides[message.side];
  return (
    <li className={classes["message"]} data-side={message.side}>
      <div className={classes["said"]}>
        <strong>{message.author}</strong>
        <span className={classes["quiet"]}>
          {[side, words.steps[message.step], formatMoment(message.writtenAt), words.change(message.change)].filter(Boolean).join(" · ")}
        </span>
      </div>
      <p className={classes["body"]}>{message.body}</p>
      {message.adjustmentAmount === null ? null : (
        <div className={classes["adjustment"]}>
          <span>{words.adjusts}</span>
          <Amount value={message.adjustmentAmount} currency={dispute.currency} />
          <span className={classes["quiet"]}>{whereOf(message, dispute)}</span>
        </div>
      )}
    </li>
  );
}

/** Where the adjustment stands now. */
function whereOf({ adjustment }: MessageProps["message"], { adjustment: latest, adjusted }: DisputeView): string {
  const words = text.disputes;
  if (adjustment !== latest) return adjustment ?? "";
  if (adjusted === null) return words.adjustedLater;
  return adjusted.state === "draft" ? words.adjustedDraft : words.adjustedNow;
}
