-- The column that differs stands first: PostgreSQL abbreviates the first column of a sort, so that a million rows are sorted in half
-- the time, and a search that names the company and the value finds both either way.
drop index transactions_owner;
create index transactions_owner on transactions (owner, company_id) where owner is not null;
drop index transactions_customer;
create index transactions_customer on transactions (customer, company_id) where customer is not null;
drop index transactions_amount;
create index transactions_amount on transactions (amount, company_id);
