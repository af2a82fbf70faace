import { useQuery } from "@tanstack/react-query";
import { Amount } from "../../app/web/kit/amount.tsx";
import { api, bodyOf } from "../../app/web/kit/client.ts";
import { Panel, Section } from "../../app/web/kit/page.tsx";
import { QueryView } from "../../app/web/kit/states.tsx";
import table from "../../app/web/kit/table.module.css";
import { text } from "../../app/web/kit/text.ts";

/** What the deal alone would add to its owner's pay, worked out by the engine on what is known now. */
export function PayIfWon({ opportunity }: { readonly opportunity: string }) {
  const words = text.opportunity;
  const told = useQuery({
    queryKey: ["pay-if-won", opportunity],
    queryFn: () => bodyOf(api.opportunities[":opportunity"]["pay-if-won"].$get({ param: { opportunity } })),
  });
  return (
    <Section title={words.payIfWon}>
      <Panel padded>
        <QueryView query={told}>
          {({ payIfWon }) =>
            payIfWon === null ? (
              <p className={table["quiet"]}>{words.payIfWonUnknown}</p>
            ) : (
              <>
                {payIfWon.map(({ currency, amount }) => (
                  <div key={currency}>
                    <Amount value={amount} currency={currency} size="large" />
                  </div>
                ))}
                <p className={table["quiet"]}>{words.payIfWonNote}</p>
              </>
            )
          }
        </QueryView>
      </Panel>
    </Section>
  );
}
