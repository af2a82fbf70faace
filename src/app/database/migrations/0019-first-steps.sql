-- First steps: which pages somebody has opened that a newcomer of their role begins with, and whether they have put the list away.

create table first_steps (
  company_id bigint not null,
  user_id text not null references "user" (id) on delete cascade,
  step text not null,
  taken_at timestamptz not null default now(),
  primary key (company_id, user_id, step)
);

-- Everybody has their own and sees no others.
call attain_protect('first_steps', '{}', '{}', null, null);
create policy own on first_steps to attain_app
  using (company_id = (select attain_company()) and user_id = (select current_setting('attain.actor', true)))
  with check (company_id = (select attain_company()) and user_id = (select current_setting('attain.actor', true)));
grant insert, delete on first_steps to attain_app;
