-- Rules: row security of every table for seven roles, the history following its tables. docs/access.md says them in words.

-- Keys of what a session may see, for the rules below. As the owner: a rule that read these tables through their own rules would have them
-- all inside it (measured: seconds of planning). Each gives only what belongs to the session's participant or reports to them.
create function attain_my_reports() returns setof text language sql stable security definer set search_path = pg_catalog, public as $$
  select participant from reports where company_id = attain_company() and manager = attain_participant() and "from" <= current_date
$$;
create function attain_published() returns setof bigint language sql stable security definer set search_path = pg_catalog, public as $$
  select calculation_id from calculations where company_id = attain_company() and published_change is not null
$$;
create function attain_my_seats() returns setof text language sql stable security definer set search_path = pg_catalog, public as $$
  select position from assignments
  where company_id = attain_company() and participant = attain_participant()
$$;
create function attain_my_transactions() returns setof bigint language sql stable security definer set search_path = pg_catalog, public as $$
  select transaction_id from transactions where company_id = attain_company() and owner = attain_participant()
  union all
  select transaction_id from credits where company_id = attain_company() and participant = attain_participant() and calculation_id in (select attain_published())
$$;

-- Texts for rules, where `who`, `day`, `since` and `until` are columns or expressions of the protected table.
-- The business date lies in an interval in which `who` reports to the session's participant, or `who` does so today and it lies in the open period.
create function attain_reported(who text, day text) returns text language sql immutable as $$
  select format($rule$(%1$s in (select attain_my_reports()) and exists (
    select from reports r where r.company_id = (select attain_company()) and r.manager = (select attain_participant()) and r.participant = %1$s
      and ((r."from" <= %2$s and %2$s < r."to") or (r."from" <= current_date and current_date < r."to" and %2$s <@ (select attain_open_period())))))$rule$, who, day)
$$;
-- Valid on some day on which `who` reports to the session's participant.
create function attain_reported_during(who text, since text, until text) returns text language sql immutable as $$
  select format($rule$exists (select from reports r where r.company_id = (select attain_company()) and r.manager = (select attain_participant())
    and r.participant = %1$s and r."from" < %3$s and %2$s < r."to")$rule$, who, since, until)
$$;
-- Valid on some day on which the session's participant held the seat.
create function attain_held_during(seat text, since text, until text) returns text language sql immutable as $$
  select format($rule$(%1$s in (select attain_my_seats()) and exists (select from assignments a where a.company_id = (select attain_company())
    and a.participant = (select attain_participant()) and a.position = %1$s and a."from" < %3$s and %2$s < a."to"))$rule$, seat, since, until)
$$;
-- Valid on some day on which a participant who reports to the session's one held the seat.
create function attain_led_during(seat text, since text, until text) returns text language sql immutable as $$
  select format($rule$exists (select from assignments a join reports r on r.company_id = a.company_id and r.participant = a.participant
    where a.company_id = (select attain_company()) and a.position = %1$s and r.manager = (select attain_participant())
      and greatest(a."from", r."from", %2$s) < least(a."to", r."to", %3$s))$rule$, seat, since, until)
$$;
create function attain_transactions_of_reports() returns setof bigint language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  return query execute format('
    select transaction_id from transactions where company_id = attain_company() and %s
    union all
    select transaction_id from credits where company_id = attain_company() and calculation_id in (select attain_published()) and %s',
    attain_reported('transactions.owner', 'transactions.date'), attain_reported('credits.participant', 'credits.date'));
end $$;

-- The rules of every protected table, so that the history of a table follows the table.
create table protections (
  table_name text primary key,
  readers text[] not null, -- roles that read every row of the company
  writers text[] not null, -- roles that write every row of the company
  own_rule text, -- rows of whoever has a participant
  reports_rule text -- rows of a manager, beside the own ones
);

-- Puts a table under row security, or replaces its rules: it denies by default, its owner included. Rows with a change number are
-- written only under the number of the change that is being published. In a rule qualify columns with the table's name inside a subquery.
create procedure attain_protect(name text, readers text[], writers text[], own_rule text, reports_rule text) language plpgsql as $$
declare
  everybody text[] := '{rep,manager,sales-operations,compensation-administrator,finance,executive,administrator}';
  whole text := 'company_id = (select attain_company()) and (select attain_has(%L))';
  participant text := 'company_id = (select attain_company()) and (select attain_has(%L)) and (select attain_participant()) is not null and (%s)';
  manager text := 'company_id = (select attain_company()) and (select attain_has(''{manager}'')) and (select attain_participant()) is not null and (%s)';
  numbered boolean := exists (
    select from information_schema.columns where table_schema = 'public' and table_name = name and column_name = 'change_number'
  ) and name not in ('imports', 'changes', 'history');
  checked text := case when numbered then ' and change_number = (select attain_change())' else '' end;
  policy text;
begin
  for policy in select policyname from pg_policies where schemaname = 'public' and tablename = name and 'attain_auth' <> all (roles) loop
    execute format('drop policy %I on %I', policy, name);
  end loop;
  execute format('alter table %I enable row level security', name);
  execute format('alter table %I force row level security', name);
  execute format('create policy owner on %I to attain_owner using (true) with check (true)', name);
  execute format('grant select on %I to attain_app', name);
  execute format('create policy company on %I for select to attain_app using (' || whole || ')', name, readers);
  if own_rule is not null then
    execute format('create policy own on %I for select to attain_app using (', name) || format(participant, everybody, own_rule) || ')';
  end if;
  if reports_rule is not null then
    execute format('create policy reports on %I for select to attain_app using (', name) || format(manager, reports_rule) || ')';
  end if;
  if writers <> '{}' then
    execute format('grant insert, update, delete on %I to attain_app', name);
    execute format('create policy write_new on %I for insert to attain_app with check (' || whole || '%s)', name, writers, checked);
    execute format('create policy write on %I for update to attain_app using (' || whole || ') with check (' || whole || '%s)', name, writers, writers, checked);
    execute format('create policy remove on %I for delete to attain_app using (' || whole || ')', name, writers);
  end if;
  insert into protections values (name, readers, writers, own_rule, reports_rule)
    on conflict (table_name) do update set readers = excluded.readers, writers = excluded.writers, own_rule = excluded.own_rule, reports_rule = excluded.reports_rule;
  if name <> 'history' and exists (select from pg_trigger where tgrelid = format('public.%I', name)::regclass and tgname = 'keep_history') then
    call attain_protect_history();
  end if;
end $$;

-- History follows the tables it keeps: the same rules, judged on the old version with today's rights.
create procedure attain_protect_history() language plpgsql as $$
declare
  kept text[] := array(select tgrelid::regclass::text from pg_trigger where tgname = 'keep_history');
  version text := 'when table_name = %1$L then exists (select from jsonb_populate_record(null::public.%1$I, history.row) as %1$I where %2$s)';
  readers text := (select string_agg(format('when table_name = %L then (select attain_has(%L))', table_name, p.readers), ' ') from protections p where table_name = any (kept));
  own text := (select string_agg(format(version, table_name, own_rule), ' ') from protections where table_name = any (kept) and own_rule is not null);
  reports text := (select string_agg(format(version, table_name, reports_rule), ' ') from protections where table_name = any (kept) and reports_rule is not null);
begin
  call attain_protect('history', '{}', '{}', format('case when false then false %s else false end', own), format('case when false then false %s else false end', reports));
  drop policy company on history;
  execute format('create policy company on history for select to attain_app using (company_id = (select attain_company()) and case when false then false %s else false end)', readers);
  -- History is written by its trigger only.
  create policy append on history for insert to attain_app
    with check (company_id = (select attain_company()) and superseded_by = (select attain_change()) and pg_trigger_depth() > 0);
  grant insert on history to attain_app;
end $$;


do $$
declare
  entry record;
  everybody text[] := '{rep,manager,sales-operations,compensation-administrator,finance,executive,administrator}';
  sales text[] := '{sales-operations,compensation-administrator,finance,executive,administrator}';
  pay text[] := '{compensation-administrator,finance,executive,administrator}'; -- who sees the pay of all, and the attributes that may be rates
  audit text[] := '{sales-operations,compensation-administrator,finance,administrator}';
  inputs text[] := '{sales-operations,compensation-administrator,administrator}';
  plans text[] := '{compensation-administrator,administrator}';
  administrators text[] := '{administrator}';
  nobody text[] := '{}';
  seated text;
  of_transactions text := 'customer in (select t.customer from transactions t where t.company_id = (select attain_company()) and t.transaction_id in (select %s()))';
  mine text := 'participant = (select attain_participant())';
  my_reports text := 'participant in (select attain_my_reports())'; -- what carries no date is shown to whoever leads or led them: past rows need the names
  published text := 'calculation_id in (select attain_published())';
begin
  for entry in select * from (values
    ('reports', sales, nobody, mine || ' or manager = (select attain_participant())', null),
    ('companies', everybody, administrators, null, null),
    ('changes', audit, nobody, null, null),
    ('windows', everybody, plans, null, null),
    ('territories', everybody, inputs, null, null),
    ('products', everybody, inputs, null, null),
    ('plans', everybody, plans, null, null),
    ('people', sales, inputs, mine, my_reports),
    ('people_personal', sales, inputs, mine, my_reports),
    ('participant_attributes', pay, plans, mine, attain_reported_during('participant_attributes.participant', 'participant_attributes."from"', 'participant_attributes."to"')),
    ('assignments', sales, inputs, mine, attain_reported_during('assignments.participant', 'assignments."from"', 'assignments."to"')),
    -- Undated attributes of a seat are those of its occupant today.
    ('positions', sales, inputs, attain_held_during('positions.position', 'current_date', 'current_date + 1'),
      attain_led_during('positions.position', 'current_date', 'current_date + 1')),
    ('transactions', sales, inputs, 'transaction_id in (select attain_my_transactions())', 'transaction_id in (select attain_transactions_of_reports())'),
    ('splits', sales, inputs, 'party = (select attain_participant()) or party in (select attain_my_seats())',
      $rule$exists (select from transactions t where t.company_id = (select attain_company())
        and t.source = splits.source and t.transaction = splits.transaction and t.line = splits.line)$rule$),
    ('customers', sales, inputs, format(of_transactions, 'attain_my_transactions'), format(of_transactions, 'attain_transactions_of_reports')),
    ('opportunities', sales, inputs, 'owner = (select attain_participant())',
      attain_reported('opportunities.owner', 'least(coalesce(opportunities.closed, current_date), current_date)')),
    ('imports', inputs, inputs, null, null),
    ('import_rejections', inputs, inputs, null, null),
    ('calculations', pay, plans, 'published_change is not null', null),
    ('calculation_summaries', pay, plans, null, null),
    ('statements', pay, plans, mine || ' and ' || published,
      published || ' and ' || attain_reported('statements.participant', 'coalesce(statements.last_day, current_date)')),
    ('statement_lines', pay, plans, mine || ' and ' || published,
      '(calculation_id, participant, period, currency) in (select calculation_id, participant, period, currency from statements where participant in (select attain_my_reports()))'),
    ('credits', pay, plans, mine || ' and ' || published, published || ' and ' || attain_reported('credits.participant', 'credits.date')),
    ('memberships', administrators, administrators, mine, null)
  ) as rules (name, readers, writers, own, led) loop
    call attain_protect(entry.name, entry.readers, entry.writers, entry.own, entry.led);
  end loop;
  foreach seated in array '{position_attributes,quotas,reporting_lines,territory_assignments,plan_assignments}'::text[] loop
    call attain_protect(seated, case seated when 'position_attributes' then pay else sales end, case seated when 'position_attributes' then plans else inputs end,
      attain_held_during(seated || '.position', seated || '."from"', seated || '."to"'),
      attain_led_during(seated || '.position', seated || '."from"', seated || '."to"'));
  end loop;
end $$;
revoke insert, delete on companies from attain_app;
-- Whoever writes under a change number says who they are.
create policy append on changes for insert to attain_app with check (
  company_id = (select attain_company()) and (select attain_roles()) is not null and actor = (select attain_actor()) and change_number = (select attain_change()));

drop function attain_credited_transactions, attain_own_customers, attain_published_calculations, attain_positions, attain_positions_today, attain_held, attain_role;
