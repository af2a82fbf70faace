-- History that is found quickly: the object that a version is of as text in the order of its key, indexes that row security lets be used
-- (equality and order of plain columns do not leak; functions of them may, so no index on an expression is used below it), any version by
-- its key, and who made a change.

alter table history add column object text collate "C";

create or replace function attain_keep_history() returns trigger language plpgsql as $$
declare
  publishing bigint := attain_change();
  version jsonb;
  keys jsonb := '{}';
  parts text[] := '{}';
begin
  -- Only the owner removes a whole company (companies.ts); nobody else can turn the history off.
  if current_setting('attain.removing_company', true) = OLD.company_id::text and current_user = 'attain_owner' then
    return null;
  end if;
  if publishing is null then
    raise exception '% changes only within publish(), under a change number', TG_TABLE_NAME using errcode = 'AT001';
  end if;
  if TG_OP = 'UPDATE' and NEW.change_number is distinct from publishing then
    raise exception 'update of % must set change_number to %', TG_TABLE_NAME, publishing using errcode = 'AT001';
  end if;
  if OLD.change_number = publishing then
    return null;
  end if;
  version := to_jsonb(OLD);
  for i in 0 .. TG_NARGS - 1 loop
    keys := keys || jsonb_build_object(TG_ARGV[i], version -> TG_ARGV[i]);
    parts := parts || (version ->> TG_ARGV[i]);
  end loop;
  insert into history (company_id, table_name, row_key, object, row, change_number, superseded_by, actor, reason, participant, position)
  values (
    OLD.company_id, TG_TABLE_NAME, keys, array_to_string(parts, ' / '), version, OLD.change_number, publishing,
    coalesce(nullif(current_setting('attain.actor', true), ''), 'unknown'),
    coalesce(current_setting('attain.reason', true), ''),
    coalesce(version ->> 'participant', version ->> 'owner', version ->> 'party'),
    version ->> 'position'
  );
  return null;
end $$;

-- Tables with history, and the columns of their keys in order, as their triggers say.
create view kept_tables as
  select c.relname::text as name, array_remove(string_to_array(encode(t.tgargs, 'escape'), '\000'), '') as keys
  from pg_trigger t join pg_class c on c.oid = t.tgrelid
  where t.tgname = 'keep_history' and c.relnamespace = 'public'::regnamespace;

do $$
declare
  kept record;
begin
  for kept in select * from kept_tables loop
    execute format('update history set object = concat_ws('' / '', %s) where table_name = %L',
      (select string_agg(format('row_key ->> %L', key), ', ' order by place) from unnest(kept.keys) with ordinality as keys (key, place)), kept.name);
  end loop;
end $$;
alter table history alter column object set not null;
drop index history_row;
create index history_object on history (company_id, table_name, object, superseded_by);
create index history_change on history (company_id, superseded_by desc, history_id);
create index history_participant on history (company_id, participant) where participant is not null;
create index history_position on history (company_id, position) where position is not null;

-- attain_version: the version of a row that a change made, with the rights of whoever asks; null for none, or none to see. One statement
-- for each table, so that its plan is kept: planning the rules anew for each row would take longer than the rows.
create procedure attain_make_version() language plpgsql as $$
declare
  branches text := (
    select string_agg(format(
      E'when %L then select to_jsonb(t) into version from public.%I t where t.company_id = attain_company() and t.change_number = made_by and %s;\n',
      kept.name, kept.name,
      (select string_agg(format('t.%I = (key ->> %L)::%s', k.key, k.key, format_type(a.atttypid, null)), ' and ')
        from unnest(kept.keys) as k (key) join pg_attribute a on a.attrelid = format('public.%I', kept.name)::regclass and a.attname = k.key)
    ), '') from kept_tables kept);
begin
  execute 'create or replace function attain_version(of_table text, of_object text, key jsonb, made_by bigint) returns jsonb language plpgsql stable as $f$
declare
  version jsonb;
begin
  case of_table ' || branches || 'else null;
  end case;
  if version is null then
    select h.row into version from public.history h
    where h.company_id = attain_company() and h.table_name = of_table and h.object = of_object and h.change_number = made_by;
  end if;
  return version;
end $f$';
end $$;

create or replace procedure attain_protect_history() language plpgsql as $$
declare
  kept text[] := array(select name from kept_tables);
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
  call attain_make_version();
end $$;
call attain_make_version();

-- The name of somebody who has or had a role in the session's company; null for others.
create function attain_user_name(id text) returns text language sql stable security definer set search_path = pg_catalog, public as $$
  select u.name from "user" u where u.id = $1 and exists (select from memberships m where m.company_id = attain_company() and m.user_id = u.id)
$$;
-- Everybody who has or had a role in the company, for its administrators.
create function attain_users() returns table (user_id text, name text, email text, second_factor boolean)
language sql stable security definer set search_path = pg_catalog, public as $$
  select u.id, u.name, u.email, u."twoFactorEnabled" from "user" u
  where attain_has('{administrator}') and u.id in (select m.user_id from memberships m where m.company_id = attain_company())
$$;
-- Who made a change, when and why, for whoever sees a row that it touched; the list of all changes is the auditors'.
create function attain_change_facts(number bigint, out recorded_at timestamptz, out actor text, out actor_name text, out reason text, out kind text)
language sql stable security definer set search_path = pg_catalog, public as $$
  select c.recorded_at, c.actor, attain_user_name(c.actor), c.reason, c.kind
  from changes c where c.company_id = attain_company() and c.change_number = number
$$;
revoke execute on function attain_user_name(text), attain_users(), attain_change_facts(bigint) from public;
grant execute on function attain_user_name(text), attain_users(), attain_change_facts(bigint) to attain_app;
