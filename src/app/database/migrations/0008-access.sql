-- Access: seven roles, several at once.

create function attain_roles() returns text[] language sql stable
  return string_to_array(nullif(current_setting('attain.roles', true), ''), ',');
create or replace function attain_role() returns text language sql stable
  return case when 'administrator' = any(attain_roles()) then 'administrator' when attain_roles() && array['rep', 'manager'] then 'rep' end;

alter table memberships drop constraint memberships_role_check;
alter table memberships drop constraint memberships_check1;
alter table memberships
  add constraint memberships_role check (role in ('rep', 'manager', 'sales-operations', 'compensation-administrator', 'finance', 'executive', 'administrator')),
  add constraint memberships_participant check (role not in ('rep', 'manager') or participant is not null);
