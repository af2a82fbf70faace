-- Keys that sign receipts. The private one is sealed with the server's secret; public ones stay for ever, so that old receipts can be checked.

create table receipt_keys (
  company_id bigint not null,
  key text not null,
  public_key text not null, -- 32 bytes, base64url
  sealed_private_key bytea not null,
  made_at timestamptz not null default clock_timestamp(),
  primary key (company_id, key)
);
-- Only the program itself reaches it.
alter table receipt_keys enable row level security;
alter table receipt_keys force row level security;
create policy owner on receipt_keys to attain_owner using (true) with check (true);
