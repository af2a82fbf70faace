-- Of a preview: names that are not known with those that are near, people and products of the same files included, which are nowhere else.
alter table imports add column unknown jsonb not null default '[]';
