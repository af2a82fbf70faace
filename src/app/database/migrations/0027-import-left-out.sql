-- Rows that a condition of the mapping left out: the table, the file, the condition and how many.
alter table imports add column left_out jsonb not null default '[]';
