-- Whether the session may see the pay of a participant: the second wall of what the program calculates beside the rows (payout curves, pay
-- if won), by the rules of `statements`.
create function attain_sees_pay(who text) returns boolean language sql stable as $$
  select coalesce(attain_has('{compensation-administrator,finance,executive,administrator}'), false)
    or coalesce(who = attain_participant(), false)
    or coalesce(attain_has('{manager}') and who in (select attain_my_reports()), false)
$$;
