-- One row for each observation of a count, rate or score, with the count that weighs its area in an average.
select o.source, o.measure, o.area_type, o.area, o.period,
  case when m.kind = 'count' then o.status when o.status <> 'measured' then o.status else coalesce(w.status, 'missing') end as status,
  -- A count adds up as it is; a rate or score adds up times its weight.
  case when m.kind = 'count' then cast(o.value as decimal(29, 8))
    else cast(o.value as decimal(16, 6)) * cast(w.value as decimal(13, 2)) end as total,
  case when m.kind = 'count' then null else cast(w.value as decimal(13, 2)) end as weight
from observation as o
join measure as m on m.source = o.source and m.measure = o.measure
left join latest_period as p on p.source = m.averaged_by_source and p.measure = m.averaged_by_measure
left join observation as w
  on w.source = m.averaged_by_source and w.measure = m.averaged_by_measure and w.area = o.area and w.period = p.period
