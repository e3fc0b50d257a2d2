-- One row for each count of each source and period: where its total went. A council's own counts are left blank where a
-- figure of theirs is withheld or rounded, since the exact total would help to find the number behind, and where a part of
-- the total is itself small.
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
),
judged as (
  select r.source, r.measure, r.period, r.areas, r.areas_unallocated, r.total, r.wards_in_area, r.wards_elsewhere,
    r.wards_unfinished, r.unallocated, r.residual,
    h.source is null and not (m.disclosure = 'own' and (
      (r.total > 0 and r.total < s.suppress_below)
      or (r.wards_in_area > 0 and r.wards_in_area < s.suppress_below)
      or (r.wards_elsewhere > 0 and r.wards_elsewhere < s.suppress_below)
      or (r.wards_unfinished > 0 and r.wards_unfinished < s.suppress_below)
      or (r.unallocated > 0 and r.unallocated < s.suppress_below))) as shown
  from reconciliation as r
  join measure as m on m.source = r.source and m.measure = r.measure
  cross join setting as s
  left join hidden as h on h.source = r.source
)
select source, measure, period, areas, areas_unallocated,
  case when shown then cast(total as double) end as total,
  case when shown then cast(wards_in_area as double) end as wards_in_area,
  case when shown then cast(wards_elsewhere as double) end as wards_elsewhere,
  case when shown then cast(wards_unfinished as double) end as wards_unfinished,
  case when shown then cast(unallocated as double) end as unallocated,
  case when shown then cast(residual as double) end as residual
from judged
