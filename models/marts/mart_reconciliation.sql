-- One row for each count of each source and period: where its total went. A council's own counts are left blank
-- where a ward of theirs is withheld, since the total would help to give it away.
with hidden as (
  select distinct coalesce(i.numerator_source, '') as source
  from indicator_protected as p
  join indicator as i on i.indicator = p.indicator
  where p.rule is not null
)
select r.source, r.measure, r.period, r.areas, r.areas_unallocated,
  case when h.source is null then cast(r.total as double) end as total,
  case when h.source is null then cast(r.wards_in_area as double) end as wards_in_area,
  case when h.source is null then cast(r.wards_elsewhere as double) end as wards_elsewhere,
  case when h.source is null then cast(r.unallocated as double) end as unallocated,
  case when h.source is null then cast(r.residual as double) end as residual
from reconciliation as r
left join hidden as h on h.source = r.source
