-- Large companies (a million transactions): what lists are sorted and found by, and rules that begin at the few rows of who asks.

create index opportunities_owner on opportunities (company_id, owner) where owner is not null;
create index opportunities_customer on opportunities (company_id, customer) where customer is not null;
create index opportunities_closed on opportunities (company_id, closed desc nulls last, opportunity);
create index opportunities_outcome on opportunities (company_id, outcome, closed, opportunity);
create index transactions_customer on transactions (company_id, customer) where customer is not null;
create index transactions_amount on transactions (company_id, amount);
-- With what the period board counts.
drop index transactions_date;
create index transactions_date on transactions (company_id, date) include (owner, position, voided_at_change, transaction_id);
create index credits_transaction on credits (company_id, transaction_id);

-- The sales owned by, or credited to, who reports to the session's participant. The same rule as in attain_reported(), as a join that
-- begins at the reports: a manager of seven does not read a million rows.
create function attain_sales_of_reports() returns table (transaction_id bigint, customer text)
language sql stable security definer set search_path = pg_catalog, public as $$
  with led as materialized (
    select participant, "from", "to", "from" <= current_date and current_date < "to" as today from reports
    where company_id = attain_company() and manager = attain_participant() and participant in (select attain_my_reports())
  ), open as materialized (
    select attain_open_period() as period
  )
  select t.transaction_id, t.customer from led cross join open join transactions t on t.company_id = attain_company() and t.owner = led.participant
  where (led."from" <= t.date and t.date < led."to") or (led.today and t.date <@ open.period)
  union all
  select t.transaction_id, t.customer from led cross join open join credits c on c.company_id = attain_company() and c.participant = led.participant
  join transactions t on t.company_id = attain_company() and t.transaction_id = c.transaction_id
  where c.calculation_id in (select attain_published())
    and ((led."from" <= c.date and c.date < led."to") or (led.today and c.date <@ open.period))
$$;
create or replace function attain_transactions_of_reports() returns setof bigint
language sql stable security definer set search_path = pg_catalog, public as $$
  select distinct transaction_id from attain_sales_of_reports()
$$;

-- Their customers, as the owner: read through the rules of the transactions they would be planned inside every query that names a customer.
create function attain_customers_of_reports() returns setof text
language sql stable security definer set search_path = pg_catalog, public as $$
  select distinct customer from attain_sales_of_reports() where customer is not null
$$;
create function attain_my_customers() returns setof text
language sql stable security definer set search_path = pg_catalog, public as $$
  select distinct customer from transactions
  where company_id = attain_company() and customer is not null and transaction_id in (select attain_my_transactions())
$$;
call attain_protect('customers',
  '{sales-operations,compensation-administrator,finance,executive,administrator}',
  '{sales-operations,compensation-administrator,administrator}',
  'customer in (select attain_my_customers())',
  'customer in (select attain_customers_of_reports())');
