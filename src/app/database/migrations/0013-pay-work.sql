-- Working with pay: adjustments made by hand, as inputs with history, and their lines on statements.

create table adjustments (
  company_id bigint not null,
  adjustment text not null,
  participant text not null,
  set text not null default 'default',
  calendar text not null,
  date date not null, -- a day of the statement's period
  amount numeric not null,
  currency text, -- null: the company's
  reason text not null,
  change_number bigint not null default attain_change(),
  primary key (company_id, adjustment)
);
create index adjustments_participant on adjustments (company_id, participant);
create trigger keep_history after update or delete on adjustments for each row execute function attain_keep_history('adjustment');

-- { adjustment, reason } of a line made by hand.
alter table statement_lines drop constraint statement_lines_adjustment_check;
alter table statement_lines_all drop constraint if exists statement_lines_adjustment_check; -- its own, no longer inherited
alter table statement_lines add constraint statement_lines_adjustment_check check (adjustment in ('cap', 'floor', 'manual'));
alter table statement_lines add column manual jsonb;

-- A participant sees an adjustment as a line of a published statement, not before.
call attain_protect('adjustments', '{compensation-administrator,finance,executive,administrator}', '{compensation-administrator,administrator}', null, null);
