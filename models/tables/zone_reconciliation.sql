-- One row for each count of each source and period, where zones are given: how the assessed wards' part of its total lies in
-- zones. The zones' part is read back from area_measure; what zones hold beyond the wards assessed, and what is in more than
-- one, is taken off, and what is in none is put to it. residual is what was lost or invented on the way, and must be 0.
with counted as (
  select o.source, o.measure, o.period, o.area_type, o.area, o.value
  from observation as o
  join measure as m on m.source = o.source and m.measure = o.measure
  where m.kind = 'count' and o.value is not null and exists (select 1 from zone_share)
),
held as (
  select z.from_type, z.area, z.ward, sum(z.share) as share
  from zone_share as z
  group by z.from_type, z.area, z.ward
),
part as (
  select s.from_type, s.area, w.in_area, s.share, coalesce(h.share, 0) as held
  from share as s
  join ward as w on w.ward = s.ward
  left join held as h on h.from_type = s.from_type and h.area = s.area and h.ward = s.ward
  where w.in_area or h.share is not null
),
whole as (
  select c.source, c.measure, c.period,
    sum(case when p.in_area then c.value * p.share end) as wards_in_area,
    sum(case when p.in_area and p.held < p.share then c.value * (p.share - p.held) end) as in_no_zone,
    sum(case when p.in_area and p.held > p.share then c.value * (p.held - p.share) end) as more_than_once,
    sum(case when not p.in_area then c.value * p.held end) as beyond
  from counted as c
  join part as p on p.from_type = c.area_type and p.area = c.area
  group by c.source, c.measure, c.period
),
in_zones as (
  select m.source, m.measure, m.period, sum(cast(m.total as decimal(18, 6))) as in_zones
  from area_measure as m
  where m.area_level = 'zone'
  group by m.source, m.measure, m.period
),
unfinished as (
  -- What is known of zones that have no total, since one of their parts has no figure.
  select c.source, c.measure, c.period, sum(c.value * s.share) as unfinished
  from area_measure as m
  join zone_share as s on s.zone = m.area
  join counted as c
    on c.source = m.source and c.measure = m.measure and c.period = m.period and c.area_type = s.from_type and c.area = s.area
  where m.area_level = 'zone' and m.total is null
  group by c.source, c.measure, c.period
),
placed as (
  select t.source, t.measure, t.period, coalesce(t.wards_in_area, 0) as wards_in_area, coalesce(z.in_zones, 0) as in_zones,
    coalesce(t.in_no_zone, 0) as in_no_zone, coalesce(t.more_than_once, 0) as more_than_once, coalesce(t.beyond, 0) as beyond,
    coalesce(u.unfinished, 0) as unfinished
  from whole as t
  left join in_zones as z on z.source = t.source and z.measure = t.measure and z.period = t.period
  left join unfinished as u on u.source = t.source and u.measure = t.measure and u.period = t.period
)
select source, measure, period, wards_in_area, in_zones, in_no_zone, more_than_once, beyond, unfinished,
  wards_in_area - in_zones - in_no_zone + more_than_once + beyond - unfinished as residual
from placed
