-- One row for each count of each source and period: where its total went. A council's own counts are left blank where a
-- ward of theirs is withheld or its figures are rounded, since the exact total would help to find the number behind.
with hidden as (
  select i.numerator_source as source
  from indicator_series as p
  join indicator as i on i.indicator = p.indicator
  cross join setting as s
  where i.disclosure = 'own' and (p.rule is not null or s.round_to is not null)
  union
  select i.denominator_source
  from indicator_series as p
  join indicator as i on i.indicator = p.indicator
  join measure as m on m.source = i.denominator_source and m.disclosure = 'own'
  cross join setting as s
  where p.rule is not null or s.round_to is not null
)
select r.source, r.measure, r.period, r.areas, r.areas_unallocated,
  case when h.source is null then cast(r.total as double) end as total,
  case when h.source is null then cast(r.wards_in_area as double) end as wards_in_area,
  case when h.source is null then cast(r.wards_elsewhere as double) end as wards_elsewhere,
  case when h.source is null then cast(r.wards_unfinished as double) end as wards_unfinished,
  case when h.source is null then cast(r.unallocated as double) end as unallocated,
  case when h.source is null then cast(r.residual as double) end as residual
from reconciliation as r
left join hidden as h on h.source = r.source
