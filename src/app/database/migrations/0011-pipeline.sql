-- The pipeline's past: which stage an opportunity was in, and what was done for it.

create table stage_history (
  company_id bigint not null,
  opportunity text not null,
  stage text not null,
  "from" date not null,
  "to" date not null default 'infinity',
  change_number bigint not null default attain_change(),
  primary key (company_id, opportunity, stage, "from"),
  check ("from" <= "to") -- a stage may be passed within a day
);

create table activities (
  company_id bigint not null,
  activity text not null,
  kind text not null,
  date date not null,
  owner text,
  customer text,
  opportunity text,
  minutes numeric,
  change_number bigint not null default attain_change(),
  primary key (company_id, activity)
);
create index activities_opportunity on activities (company_id, opportunity) where opportunity is not null;
create index activities_owner on activities (company_id, owner, date) where owner is not null;

create trigger keep_history after update or delete on stage_history for each row execute function attain_keep_history('opportunity', 'stage', 'from');
create trigger keep_history after update or delete on activities for each row execute function attain_keep_history('activity');

-- Deals of the session's participant, and of those who report to them, as the owner sees them: see 0008-rules.sql.
create function attain_my_opportunities() returns setof text language sql stable security definer set search_path = pg_catalog, public as $$
  select opportunity from opportunities where company_id = attain_company() and owner = attain_participant()
$$;

do $$
declare
  readers text[] := '{sales-operations,compensation-administrator,finance,executive,administrator}';
  writers text[] := '{sales-operations,compensation-administrator,administrator}';
  mine text := 'opportunity in (select attain_my_opportunities())';
  led text := 'opportunity in (select attain_led_opportunities())';
begin
  execute format('create function attain_led_opportunities() returns setof text language sql stable security definer set search_path = pg_catalog, public as %L',
    'select opportunity from opportunities where company_id = attain_company() and '
      || attain_reported('opportunities.owner', 'least(coalesce(opportunities.closed, current_date), current_date)'));
  call attain_protect('stage_history', readers, writers, mine, led);
  call attain_protect('activities', readers, writers, 'activities.owner = (select attain_participant()) or ' || mine,
    attain_reported('activities.owner', 'activities.date') || ' or ' || led);
end $$;
