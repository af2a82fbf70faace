-- Who reported to whom as the hierarchy was known at a change: an auditor asks what somebody could see on a day, not what they could
-- have seen had everything been known that became known later. The derivation of 0008, over the rows of a moment.

drop function attain_derive_reports(bigint);

-- `known`: a change number, whose hierarchy is meant; null for the one that stands.
create function attain_derive_reports(company bigint, known bigint default null)
returns table (manager text, participant text, held daterange) language sql stable as $$
  with recursive old as (
    select h.table_name, h.row from history h
    where h.company_id = company and h.table_name in ('positions', 'reporting_lines', 'assignments')
      and h.change_number <= known and h.superseded_by > known
  ), seats as (
    select position, parent from positions where company_id = company and (known is null or change_number <= known)
    union all
    select v.position, v.parent from old, jsonb_populate_record(null::positions, old.row) v where old.table_name = 'positions'
  ), lines as (
    select position as seat, parent as above, daterange("from", "to") as held from reporting_lines
    where company_id = company and (known is null or change_number <= known)
    union all
    select v.position, v.parent, daterange(v."from", v."to")
    from old, jsonb_populate_record(null::reporting_lines, old.row) v where old.table_name = 'reporting_lines'
  ), occupied as (
    select participant, position, daterange("from", "to") as held from assignments
    where company_id = company and (known is null or change_number <= known)
    union all
    select v.participant, v.position, daterange(v."from", v."to")
    from old, jsonb_populate_record(null::assignments, old.row) v where old.table_name = 'assignments'
  ), dated as (
    select seat, range_agg(held) as held from lines group by seat
  ), edges as (
    select seat, above, held from lines
    union all -- a seat's undated parent holds on the days that no dated line covers
    select s.position, s.parent, unnest('{[-infinity,infinity)}'::datemultirange - coalesce(dated.held, '{}'))
    from seats s left join dated on dated.seat = s.position
    where s.parent is not null
  ), below (top, seat, held) as (
    select above, seat, held from edges
    union -- not `union all`: a circle among the lines must not go round for ever
    select below.top, edges.seat, below.held * edges.held
    from below join edges on edges.above = below.seat and edges.held && below.held
  )
  select manager, participant, unnest(range_agg(held)) from (
    select m.participant as manager, r.participant, below.held * m.held * r.held as held
    from below join occupied m on m.position = below.top join occupied r on r.position = below.seat
    where m.participant <> r.participant and m.held && r.held
  ) pair
  where not isempty(held) group by manager, participant
$$;
