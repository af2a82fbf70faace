-- What lists of statements show, sort and sum beside the pay, out of the document: read for 20,000 statements at a time.

-- A day as documents write it; null for none, and for what is no day.
create function attain_day(written text) returns date language sql immutable
  return case when written ~ '^\d{4}-\d\d-\d\d$'
    then make_date(substr(written, 1, 4)::integer, substr(written, 6, 2)::integer, substr(written, 9, 2)::integer) end;

alter table statements
  add column first_day date generated always as (attain_day(document ->> 'from')) stored,
  add column day_after date generated always as (attain_day(document ->> 'to')) stored, -- null: the period has no end
  add column finding_count integer generated always as (jsonb_array_length(document -> 'findings')) stored,
  add column blocking_count integer generated always as
    (jsonb_array_length(jsonb_path_query_array(document -> 'findings', '$[*] ? (@.blocking == true)'))) stored,
  add column attainment_percent numeric generated always as -- of the first measure with a quota
    ((jsonb_path_query_first(document -> 'measures', '$[*].attainmentPercent ? (@ != null)') #>> '{}')::numeric) stored;
