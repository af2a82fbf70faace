-- Access: seven roles, several at once, and who reports to whom as a table.

alter table memberships drop constraint memberships_role_check;
alter table memberships drop constraint memberships_check1;
alter table memberships
  add constraint memberships_role check (role in ('rep', 'manager', 'sales-operations', 'compensation-administrator', 'finance', 'executive', 'administrator')),
  add constraint memberships_participant check (role not in ('rep', 'manager') or participant is not null);

create function attain_roles() returns text[] language sql stable
  return string_to_array(nullif(current_setting('attain.roles', true), ''), ',');
-- The last day of a period whose end, the first day after it, stands in a document; null for one without end.
create function attain_last_day("to" text) returns date language sql immutable
  return make_date(substr("to", 1, 4)::integer, substr("to", 6, 2)::integer, substr("to", 9, 2)::integer) - 1;
create function attain_actor() returns text language sql stable
  return nullif(current_setting('attain.actor', true), '');
-- Whether the session has one of the roles; null, and so not, where it has none at all.
create function attain_has(wanted text[]) returns boolean language sql stable
  return attain_roles() && wanted;

-- Who reports to whom, and when: `participant` sits below a seat of `manager`. Derived from positions, reporting lines and assignments;
-- src/people/reports.ts says the same. Intervals of a pair neither overlap nor touch.
create table reports (
  company_id bigint not null,
  manager text not null,
  participant text not null,
  "from" date not null,
  "to" date not null,
  primary key (company_id, manager, participant, "from")
);

create function attain_derive_reports(company bigint) returns table (manager text, participant text, held daterange) language sql stable as $$
  with recursive lines as (
    select position as seat, parent as above, daterange("from", "to") as held from reporting_lines where company_id = company
  ), dated as (
    select seat, range_agg(held) as held from lines group by seat
  ), edges as (
    select seat, above, held from lines
    union all -- a seat's undated parent holds on the days that no dated line covers
    select p.position, p.parent, unnest('{[-infinity,infinity)}'::datemultirange - coalesce(dated.held, '{}'))
    from positions p left join dated on dated.seat = p.position
    where p.company_id = company and p.parent is not null
  ), below (top, seat, held) as (
    select above, seat, held from edges
    union -- not `union all`: a circle among the lines must not go round for ever
    select below.top, edges.seat, below.held * edges.held
    from below join edges on edges.above = below.seat and edges.held && below.held
  ), occupied as (
    select participant, position, daterange("from", "to") as held from assignments where company_id = company
  )
  select manager, participant, unnest(range_agg(held)) from (
    select m.participant as manager, r.participant, below.held * m.held * r.held as held
    from below join occupied m on m.position = below.top join occupied r on r.position = below.seat
    where m.participant <> r.participant and m.held && r.held
  ) pair
  where not isempty(held) group by manager, participant
$$;

create function attain_mark_hierarchy() returns trigger language plpgsql as $$
begin
  perform set_config('attain.hierarchy_changed', 'true', true);
  return null;
end $$;
create trigger mark_hierarchy after insert or update or delete on positions for each statement execute function attain_mark_hierarchy();
create trigger mark_hierarchy after insert or update or delete on reporting_lines for each statement execute function attain_mark_hierarchy();
create trigger mark_hierarchy after insert or update or delete on assignments for each statement execute function attain_mark_hierarchy();

-- The last step of every change. As the owner, since nobody else writes the table: it holds only what the inputs say.
create function attain_refresh_reports() returns void language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if current_setting('attain.hierarchy_changed', true) is distinct from 'true' then return; end if;
  delete from reports where company_id = attain_company();
  insert into reports select attain_company(), manager, participant, lower(held), upper(held) from attain_derive_reports(attain_company());
  perform set_config('attain.hierarchy_changed', '', true);
end $$;
-- A number is given to whoever publishes; whose other changes they may read is another matter.
create function attain_last_change() returns bigint language sql stable security definer set search_path = pg_catalog, public
  return (select coalesce(max(change_number), 0) from changes where company_id = attain_company());
revoke execute on function attain_refresh_reports(), attain_last_change() from public;
grant execute on function attain_refresh_reports(), attain_last_change() to attain_app;

-- The open period: the fiscal quarter, and the windows of custom calendars, that hold today.
create function attain_open_period() returns daterange language sql stable as $$
  with quarter as (
    select (date_trunc('month', current_date) - make_interval(months => (extract(month from current_date)::integer
      - coalesce((settings ->> 'fiscalYearStartMonth')::integer, 1) + 12) % 3))::date as "from"
    from companies where company_id = attain_company()
  ), held as (
    select "from", ("from" + interval '3 months')::date as "to" from quarter
    union all
    select "from", "to" from windows where company_id = attain_company() and "from" <= current_date and current_date < "to"
  )
  select daterange(min("from"), max("to")) from held
$$;

-- The last day of a statement's period is its business date.
alter table statements add column last_day date generated always as (attain_last_day(document ->> 'to')) stored;

insert into reports select company_id, manager, participant, lower(held), upper(held) from companies, attain_derive_reports(company_id);
