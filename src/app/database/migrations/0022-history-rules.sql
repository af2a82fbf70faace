-- Rules of the history that are planned when they are needed. Written out in the policies, the rules of all tables were planned with every
-- query that names the history: 0.4 s each time, for 5 rows as for 500,000. In functions only the rule of a row's own table is planned, once a
-- connection. Whoever reads all of a table is decided before, by the policy `company`.

create or replace procedure attain_protect_history() language plpgsql as $$
declare
  kept text[] := array(select name from kept_tables);
  branch text := E'when %1$L then return exists (select from jsonb_populate_record(null::public.%1$I, kept_version) as %1$I where %2$s);\n';
  judged text := 'create or replace function %I(of_table text, kept_version jsonb) returns boolean language plpgsql stable as $f$
begin
  case of_table
%selse return false;
  end case;
end $f$';
  readers text := (select string_agg(format('when table_name = %L then (select attain_has(%L))', table_name, p.readers), ' ') from protections p where table_name = any (kept));
begin
  execute format(judged, 'attain_own_version',
    (select string_agg(format(branch, table_name, own_rule), '') from protections where table_name = any (kept) and own_rule is not null));
  execute format(judged, 'attain_led_version',
    (select string_agg(format(branch, table_name, reports_rule), '') from protections where table_name = any (kept) and reports_rule is not null));
  call attain_protect('history', '{}', '{}', 'attain_own_version(history.table_name, history.row)', 'attain_led_version(history.table_name, history.row)');
  drop policy company on history;
  execute format('create policy company on history for select to attain_app using (company_id = (select attain_company()) and case when false then false %s else false end)', readers);
  -- History is written by its trigger only.
  create policy append on history for insert to attain_app
    with check (company_id = (select attain_company()) and superseded_by = (select attain_change()) and pg_trigger_depth() > 0);
  grant insert on history to attain_app;
  call attain_make_version();
end $$;
call attain_protect_history();
