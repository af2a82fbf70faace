-- Results come by the million and are written by COPY, which tables under row security refuse. So their rows stand in a partition that
-- only the owner reaches (`…_all`, of all companies), and everybody reads through the partitioned table, whose policies are as before.

do $$
declare
  result record;
  policy record;
begin
  for result in select * from (values
    ('statements', 'company_id, calculation_id, participant, period, currency'),
    ('statement_lines', 'company_id, calculation_id, participant, period, currency, line_no'),
    ('credits', 'company_id, calculation_id, credit_no')
  ) as tables (name, key) loop
    execute format('alter table %I rename to %I', result.name, result.name || '_all');
    execute format('alter index %I rename to %I', result.name || '_pkey', result.name || '_all_pkey');
    execute format('create table %I (like %I including defaults including constraints) partition by list (company_id)', result.name, result.name || '_all');
    execute format('alter table %I add primary key (%s)', result.name, result.key);
    for policy in select * from pg_policies where schemaname = 'public' and tablename = result.name || '_all' loop
      execute format('create policy %I on %I for %s to %s using (%s)%s', policy.policyname, result.name, policy.cmd, array_to_string(policy.roles, ', '),
        policy.qual, coalesce(' with check (' || policy.with_check || ')', ''));
      execute format('drop policy %I on %I', policy.policyname, result.name || '_all');
    end loop;
    execute format('alter table %I no force row level security', result.name || '_all');
    execute format('alter table %I disable row level security', result.name || '_all');
    execute format('revoke all on %I from attain_app', result.name || '_all');
    execute format('alter table %I enable row level security', result.name);
    execute format('alter table %I force row level security', result.name);
    execute format('grant select, insert, update, delete on %I to attain_app', result.name);
  end loop;
end $$;

alter index statements_participant rename to statements_all_participant;
create index statements_participant on statements (company_id, participant, period);
alter index credits_participant rename to credits_all_participant;
create index credits_participant on credits (company_id, participant, calculation_id) include (transaction_id);

alter table statements attach partition statements_all default;
alter table statement_lines attach partition statement_lines_all default;
alter table credits attach partition credits_all default;

-- Its body was bound to the table that is now the partition.
create or replace function attain_credited_transactions() returns bigint[] language sql stable
  return array(select transaction_id from credits where company_id = attain_company() and participant = attain_participant());
