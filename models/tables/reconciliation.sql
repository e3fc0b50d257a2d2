-- One row for each count of each source and period: where its total went. The wards' part is read back from
-- area_measure, which every figure rests on; residual is what was lost or invented on the way, and must be 0.
with counted as (
  select o.source, o.measure, o.period, o.area_type, o.area, o.value
  from observation as o
  join measure as m on m.source = o.source and m.measure = o.measure
  where m.kind = 'count' and o.value is not null
    -- Figures for areas too large for wards go nowhere.
    and regexp_replace(coalesce(m.area_type, o.area_type), '[0-9]+$', '') not in ('ltla', 'utla', 'pfa', 'region', 'country')
),
allotted as (
  select from_type, area, sum(share) as share from share group by from_type, area
),
whole as (
  select c.source, c.measure, c.period, count(*) as areas, sum(c.value) as total,
    sum(case when a.area is null then 1 else 0 end) as areas_unallocated,
    sum(c.value * (cast(1 as decimal(7, 6)) - coalesce(a.share, 0))) as unallocated
  from counted as c
  left join allotted as a on a.from_type = c.area_type and a.area = c.area
  group by c.source, c.measure, c.period
),
in_wards as (
  select m.source, m.measure, m.period,
    sum(case when w.in_area then cast(m.total as decimal(18, 6)) end) as wards_in_area,
    sum(case when not w.in_area then cast(m.total as decimal(18, 6)) end) as wards_elsewhere
  from area_measure as m
  join ward as w on w.ward = m.area
  where m.area_level = 'ward'
  group by m.source, m.measure, m.period
),
unfinished as (
  -- What is known of wards that have no total, since one of their parts has no figure.
  select c.source, c.measure, c.period, sum(c.value * s.share) as wards_unfinished
  from area_measure as m
  join share as s on s.ward = m.area
  join counted as c
    on c.source = m.source and c.measure = m.measure and c.period = m.period and c.area_type = s.from_type and c.area = s.area
  where m.area_level = 'ward' and m.total is null
  group by c.source, c.measure, c.period
),
placed as (
  select t.source, t.measure, t.period, t.areas, t.areas_unallocated, t.total, t.unallocated,
    coalesce(w.wards_in_area, 0) as wards_in_area, coalesce(w.wards_elsewhere, 0) as wards_elsewhere,
    coalesce(u.wards_unfinished, 0) as wards_unfinished
  from whole as t
  left join in_wards as w on w.source = t.source and w.measure = t.measure and w.period = t.period
  left join unfinished as u on u.source = t.source and u.measure = t.measure and u.period = t.period
)
select source, measure, period, areas, areas_unallocated, total, wards_in_area, wards_elsewhere, wards_unfinished, unallocated,
  total - wards_in_area - wards_elsewhere - wards_unfinished - unallocated as residual
from placed
