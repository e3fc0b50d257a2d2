-- One row for each measure of the indicators for whole authorities, and each authority, region and country it is known for.
-- Merged authorities are summed, and only when all they were made of is there. A figure of a larger area that an authority
-- lies in, such as its police force's, stands for it where there is none of its own: inherited says from what.
with used as (
  select distinct m.source, m.measure, m.kind, p.period, regexp_replace(m.area_type, '[0-9]+$', '') as level
  from context_measure as c
  join measure as m on m.source = c.source and m.measure = c.measure
  join latest_period as p on p.source = m.source and p.measure = m.measure
),
figure as (
  select u.source, u.measure, u.kind, u.period, u.level, o.area_type, regexp_replace(o.area_type, '[0-9]+$', '') as own_level,
    o.area, o.value, case o.status when 'measured' then 0 when 'missing' then 1 else 2 end as worst
  from used as u
  join observation as o on o.source = u.source and o.measure = u.measure and o.period = u.period
),
under_own_code as (
  select f.source, f.measure, c.authority
  from figure as f
  join authority_code as c on c.code = f.area
  where c.own
),
given as (
  select f.source, f.measure, f.period, c.authority, sum(f.value) as value, max(f.worst) as worst,
    sum(c.pieces) = max(c.whole) and (min(f.kind) = 'count' or count(*) = 1) as whole
  from figure as f
  join authority_code as c on c.code = f.area
  left join under_own_code as u on u.source = f.source and u.measure = f.measure and u.authority = c.authority
  where f.own_level in ('ltla', 'utla') and (c.own or u.authority is null)
  group by f.source, f.measure, f.period, c.authority
),
size as (
  select area_type, authority, count(*) as parts
  from area
  where authority is not null
  group by area_type, authority
),
added_up as (
  -- Counted for smaller areas, such as the residents a rate is for.
  select f.source, f.measure, f.period, a.authority, sum(f.value) as value, max(f.worst) as worst,
    count(*) >= max(z.parts) and min(f.kind) = 'count' as whole
  from figure as f
  join area as a on a.area_type = f.area_type and a.area = f.area
  join size as z on z.area_type = a.area_type and z.authority = a.authority
  where f.level = f.own_level
  group by f.source, f.measure, f.period, a.authority
),
of_its_own as (
  select source, measure, period, authority, value, worst, whole from given
  union all
  select source, measure, period, authority, value, worst, whole from added_up
),
inherited as (
  select f.source, f.measure, f.period, w.authority, f.value, f.worst, f.own_level as inherited
  from figure as f
  join authority_within as w on w.level = f.own_level and w.area = f.area
  left join of_its_own as o on o.source = f.source and o.measure = f.measure and o.authority = w.authority
  where f.level = f.own_level and o.authority is null
),
every_level as (
  select source, measure, period, 'authority' as area_level, authority as area, value, worst, whole, cast(null as varchar) as inherited
  from of_its_own
  union all
  select source, measure, period, 'authority', authority, value, worst, true, inherited from inherited
  union all
  select source, measure, period, own_level, area, value, worst, true, null from figure where own_level in ('region', 'country')
)
select source, measure, period, area_level, area, case when whole and worst = 0 then cast(value as double) end as value,
  case when worst = 2 then 'withheld' when worst = 1 or not whole then 'missing' else 'measured' end as status, inherited
from every_level
