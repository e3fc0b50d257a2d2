-- One row for each count of each source and period: where its total went. residual is what was lost or invented, and must be 0.
with allotted as (
  select s.from_type, s.area, sum(s.share) as share,
    sum(case when w.in_area then s.share else 0 end) as share_in_area
  from share as s
  join ward as w on w.ward = s.ward
  group by s.from_type, s.area
),
counted as (
  select o.source, o.measure, o.period, o.area_type, o.area, o.value
  from observation as o
  join measure as m on m.source = o.source and m.measure = o.measure
  where m.kind = 'count' and o.value is not null
),
to_ward as (
  select c.source, c.measure, c.period,
    sum(case when w.in_area then c.value * s.share else 0 end) as wards_in_area,
    sum(case when w.in_area then 0 else c.value * s.share end) as wards_elsewhere
  from counted as c
  join share as s on s.from_type = c.area_type and s.area = c.area
  join ward as w on w.ward = s.ward
  group by c.source, c.measure, c.period
),
whole as (
  select c.source, c.measure, c.period, count(*) as areas, sum(c.value) as total,
    sum(case when a.area is null then 1 else 0 end) as areas_unallocated,
    sum(c.value * (cast(1 as decimal(7, 6)) - coalesce(a.share, 0))) as unallocated
  from counted as c
  left join allotted as a on a.from_type = c.area_type and a.area = c.area
  group by c.source, c.measure, c.period
)
select t.source, t.measure, t.period, t.areas, t.areas_unallocated, t.total,
  coalesce(w.wards_in_area, 0) as wards_in_area, coalesce(w.wards_elsewhere, 0) as wards_elsewhere, t.unallocated,
  t.total - coalesce(w.wards_in_area, 0) - coalesce(w.wards_elsewhere, 0) - t.unallocated as residual
from whole as t
left join to_ward as w on w.source = t.source and w.measure = t.measure and w.period = t.period
