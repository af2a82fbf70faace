-- Disputes: what a participant asks about a statement or one of its lines, and what is answered.

create table disputes (
  company_id bigint not null,
  dispute text not null,
  participant text not null, -- whose statement
  set text not null,
  period text not null,
  currency text not null,
  "from" date not null,
  last_day date, -- of the period; null: it has no end
  calculation_id bigint not null, -- whose statement was asked about
  line_no integer, -- null: a component, or the statement as a whole
  component text, -- null: the statement as a whole
  "window" text,
  source text, -- with transaction and line: the credit of the line
  transaction text,
  line text,
  manual text, -- the adjustment of the line
  amount numeric not null, -- what was paid when it was asked
  question text not null,
  state text not null default 'open' check (state in ('open', 'answered', 'resolved', 'withdrawn')),
  adjustment text, -- made because of it, the latest
  asked_by text not null,
  asked_at timestamptz not null default now(),
  change_number bigint not null default attain_change(),
  primary key (company_id, dispute)
);
create index disputes_participant on disputes (company_id, participant);
create index disputes_unsettled on disputes (company_id, set, period) where state in ('open', 'answered');
create trigger keep_history after update or delete on disputes for each row execute function attain_keep_history('dispute');

-- Said once, never changed.
create table dispute_messages (
  company_id bigint not null,
  dispute text not null,
  message integer not null, -- 1 is the question
  author text not null,
  side text not null check (side in ('asker', 'manager', 'administration')),
  step text not null check (step in ('ask', 'comment', 'answer', 'resolve', 'withdraw', 'reopen')),
  body text not null,
  adjustment text, -- made with this answer
  adjustment_amount numeric,
  written_at timestamptz not null default now(),
  change_number bigint not null default attain_change(),
  primary key (company_id, dispute, message)
);

do $$
declare
  readers text[] := '{compensation-administrator,finance,executive,administrator}';
  writers text[] := '{compensation-administrator,administrator}';
  mine text := 'company_id = (select attain_company()) and (select attain_has(''{rep,manager}'')) and participant = (select attain_participant())';
  seen text := 'exists (select from disputes d where d.company_id = (select attain_company()) and d.dispute = dispute_messages.dispute)';
begin
  call attain_protect('disputes', readers, writers, 'participant = (select attain_participant())',
    attain_reported('disputes.participant', 'coalesce(disputes.last_day, current_date)'));
  call attain_protect('dispute_messages', readers, writers, seen, seen);
  -- Participants ask about what is theirs and move it on; whoever sees a dispute as participant or manager may write to it.
  execute format('create policy ask on disputes for insert to attain_app with check (%s and asked_by = (select attain_actor()) and change_number = (select attain_change()))', mine);
  execute format('create policy move on disputes for update to attain_app using (%1$s) with check (%1$s and change_number = (select attain_change()))', mine);
  execute format('create policy say on dispute_messages for insert to attain_app with check (company_id = (select attain_company())
    and (select attain_has(''{rep,manager}'')) and (select attain_participant()) is not null and author = (select attain_actor())
    and change_number = (select attain_change()) and %s)', seen);
  revoke update, delete on dispute_messages from attain_app;
end $$;
