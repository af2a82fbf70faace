-- Access: the second wall behind the permission table. Every table denies by default, its owner included.

grant select on
  companies, changes, windows, territories, people, people_personal, participant_attributes, positions, position_attributes,
  reporting_lines, assignments, territory_assignments, customers, products, quotas, plan_assignments, plans, transactions,
  splits, opportunities, imports, import_rejections, calculations, calculation_summaries, statements, statement_lines,
  credits, history, memberships
to attain_app;
grant insert, update, delete on
  windows, territories, people, people_personal, participant_attributes, positions, position_attributes,
  reporting_lines, assignments, territory_assignments, customers, products, quotas, plan_assignments, plans, transactions,
  splits, opportunities, imports, import_rejections, calculations, calculation_summaries, statements, statement_lines,
  credits, memberships
to attain_app;
grant update on companies to attain_app;
grant insert on changes, history to attain_app;
grant select, insert, update, delete on "user", session, account, verification to attain_auth;
grant select on memberships, companies to attain_auth;

-- Seats the session's participant holds or held, and those held today.
create function attain_positions() returns text[] language sql stable
  return array(select position from assignments where company_id = attain_company() and participant = attain_participant());
create function attain_positions_today() returns text[] language sql stable
  return array(
    select position from assignments
    where company_id = attain_company() and participant = attain_participant() and "from" <= current_date and current_date < "to"
  );
create function attain_published_calculations() returns bigint[] language sql stable
  return array(select calculation_id from calculations where company_id = attain_company() and published_change is not null);
create function attain_credited_transactions() returns bigint[] language sql stable
  return array(select transaction_id from credits where company_id = attain_company() and participant = attain_participant());
create function attain_own_customers() returns text[] language sql stable
  return array(select distinct customer from transactions where company_id = attain_company() and customer is not null);
-- Whether the session's participant held the seat at some day of [from, to).
create function attain_held(seat text, since date, until date) returns boolean language sql stable
  return exists (
    select from assignments a
    where a.company_id = attain_company() and a.participant = attain_participant() and a.position = seat
      and a."from" < until and since < a."to"
  );

do $$
declare
  entry record;
  whole text := 'company_id = (select attain_company()) and (select attain_role()) = ''administrator''';
  own text := 'company_id = (select attain_company()) and (select attain_role()) = ''rep''';
  -- Rows of inputs carry the number of the change that wrote them; no other number can be written.
  numbered text[] := array(
    select table_name::text from information_schema.columns
    where table_schema = 'public' and column_name = 'change_number' and table_name not in ('imports', 'history', 'changes')
  );
begin
  for entry in select * from (values
    ('companies', 'true'),
    ('changes', null),
    ('windows', 'true'),
    ('territories', 'true'),
    ('products', 'true'),
    ('plans', 'true'),
    ('people', 'participant = (select attain_participant())'),
    ('people_personal', 'participant = (select attain_participant())'),
    ('participant_attributes', 'participant = (select attain_participant())'),
    ('assignments', 'participant = (select attain_participant())'),
    ('positions', 'position = any ((select attain_positions_today())::text[])'),
    ('position_attributes', 'attain_held(position, "from", "to")'),
    ('quotas', 'attain_held(position, "from", "to")'),
    ('reporting_lines', 'attain_held(position, "from", "to")'),
    ('territory_assignments', 'attain_held(position, "from", "to")'),
    ('plan_assignments', 'attain_held(position, "from", "to")'),
    ('transactions', '(owner = (select attain_participant()) or transaction_id = any ((select attain_credited_transactions())::bigint[]))'),
    ('splits', '(party = (select attain_participant()) or party = any ((select attain_positions())::text[]))'),
    ('customers', 'customer = any ((select attain_own_customers())::text[])'),
    ('opportunities', 'owner = (select attain_participant())'),
    ('imports', null),
    ('import_rejections', null),
    ('calculations', 'published_change is not null'),
    ('calculation_summaries', null),
    ('statements', 'participant = (select attain_participant()) and calculation_id = any ((select attain_published_calculations())::bigint[])'),
    ('statement_lines', 'participant = (select attain_participant()) and calculation_id = any ((select attain_published_calculations())::bigint[])'),
    ('credits', 'participant = (select attain_participant()) and calculation_id = any ((select attain_published_calculations())::bigint[])'),
    ('memberships', 'participant = (select attain_participant())'),
    -- The same rights as on the live rows, judged on the old version with today's assignments.
    ('history', $rule$
      case
        when table_name in ('companies', 'windows', 'territories', 'products', 'plans') then true
        when table_name in ('people', 'people_personal', 'participant_attributes', 'assignments', 'opportunities', 'memberships')
          then participant = (select attain_participant())
        when table_name = 'positions' then position = any ((select attain_positions_today())::text[])
        when table_name in ('position_attributes', 'quotas', 'reporting_lines', 'territory_assignments', 'plan_assignments')
          then attain_held(position, (row ->> 'from')::date, (row ->> 'to')::date)
        when table_name = 'transactions' then participant = (select attain_participant())
          or (row ->> 'transaction_id')::bigint = any ((select attain_credited_transactions())::bigint[])
        when table_name = 'splits' then participant = (select attain_participant()) or participant = any ((select attain_positions())::text[])
        when table_name = 'customers' then row ->> 'customer' = any ((select attain_own_customers())::text[])
        else false
      end $rule$)
  ) as tables (name, rep) loop
    execute format('alter table %I enable row level security', entry.name);
    execute format('alter table %I force row level security', entry.name);
    execute format('create policy owner on %I to attain_owner using (true) with check (true)', entry.name);
    if entry.name in ('changes', 'history') then
      execute format('create policy administrator on %I for select to attain_app using (%s)', entry.name, whole);
    else
      execute format('create policy administrator on %I to attain_app using (%s) with check (%s%s)', entry.name, whole, whole,
        case when entry.name = any (numbered) then ' and change_number = (select attain_change())' else '' end);
    end if;
    if entry.rep is not null then
      execute format('create policy rep on %I for select to attain_app using (%s and (%s))', entry.name, own, entry.rep);
    end if;
  end loop;
  execute format('create policy append on changes for insert to attain_app with check (%s and change_number = (select attain_change()))', whole);
  -- History is written by its trigger only.
  execute format('create policy append on history for insert to attain_app with check (%s and superseded_by = (select attain_change()) and pg_trigger_depth() > 0)', whole);
  create policy sign_in on memberships for select to attain_auth using (true);
  create policy sign_in on companies for select to attain_auth using (true);
end $$;
