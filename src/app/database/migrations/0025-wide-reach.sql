-- Whoever reads a table as a whole, and managers of very many: their rules cost no more than the rows that are shown.

-- PostgreSQL asks the rules of a table in no order of ours: somebody who is an executive and leads people had the rows of all their reports
-- worked out before the rule that lets an executive read everything. Own rows and those of reports are now asked only of who does not.
create or replace procedure attain_protect(name text, readers text[], writers text[], own_rule text, reports_rule text) language plpgsql as $$
declare
  everybody text[] := '{rep,manager,sales-operations,compensation-administrator,finance,executive,administrator}';
  whole text := 'company_id = (select attain_company()) and (select attain_has(%L))';
  participant text := 'company_id = (select attain_company()) and (select attain_has(%L) and not attain_has(%L)) and (select attain_participant()) is not null and (%s)';
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
    execute format('create policy own on %I for select to attain_app using (', name) || format(participant, everybody, readers, own_rule) || ')';
  end if;
  if reports_rule is not null then
    execute format('create policy reports on %I for select to attain_app using (', name) || format(participant, '{manager}', readers, reports_rule) || ')';
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

-- The policies that are there, as the procedure makes them from now on.
do $$
declare
  found record;
begin
  for found in select p.tablename, p.policyname, p.qual, r.readers from pg_policies p join protections r on r.table_name = p.tablename
    where p.schemaname = 'public' and p.policyname in ('own', 'reports') and p.cmd = 'SELECT' and 'attain_app' = any (p.roles) and r.readers <> '{}' loop
    execute format('alter policy %I on %I using ((select not coalesce(attain_has(%L), false)) and (%s))', found.policyname, found.tablename, found.readers, found.qual);
  end loop;
end $$;

-- From so many reports on, rows are judged one by one as they are read, instead of against a list of all that may be seen: a page shows 200 of
-- a million. Below it the list is short, and an index finds its rows.
create function attain_many_reports() returns bigint language sql immutable as 'select 500::bigint';
create function attain_leads_many() returns boolean language sql stable security definer set search_path = pg_catalog, public as $$
  select count(*) > attain_many_reports() from reports where company_id = attain_company() and manager = attain_participant() and "from" <= current_date
$$;
-- Whether a sale is credited to who reported to the session's participant on the credit's day; as attain_sales_of_reports() has it.
create function attain_credited_to_reports(sale bigint) returns boolean language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  return exists (
    select from credits c join reports r on r.company_id = c.company_id and r.participant = c.participant and r.manager = attain_participant()
    where c.company_id = attain_company() and c.transaction_id = sale and c.calculation_id in (select attain_published())
      and ((r."from" <= c.date and c.date < r."to") or (r."from" <= current_date and current_date < r."to" and c.date <@ (select attain_open_period()))));
end $$;
-- Whether a customer bought of who reported to the session's participant; as attain_customers_of_reports() has it.
create function attain_bought_of_reports(buyer text) returns boolean language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  return exists (
    select from transactions t join reports r on r.company_id = t.company_id and r.participant = t.owner and r.manager = attain_participant()
    where t.company_id = attain_company() and t.customer = buyer
      and ((r."from" <= t.date and t.date < r."to") or (r."from" <= current_date and current_date < r."to" and t.date <@ (select attain_open_period()))))
  or exists (select from transactions t where t.company_id = attain_company() and t.customer = buyer and attain_credited_to_reports(t.transaction_id));
end $$;
do $$
declare
  sales text[] := '{sales-operations,compensation-administrator,finance,executive,administrator}';
  inputs text[] := '{sales-operations,compensation-administrator,administrator}';
begin
  call attain_protect('transactions', sales, inputs, 'transaction_id in (select attain_my_transactions())', format(
    $rule$case when (select attain_leads_many()) then (%s) or attain_credited_to_reports(transactions.transaction_id)
      else transaction_id in (select attain_transactions_of_reports()) end$rule$, attain_reported('transactions.owner', 'transactions.date')));
  call attain_protect('customers', sales, inputs, 'customer in (select attain_my_customers())',
    $rule$case when (select attain_leads_many()) then attain_bought_of_reports(customers.customer)
      else customer in (select attain_customers_of_reports()) end$rule$);
end $$;
