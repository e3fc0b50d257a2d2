-- One row for each ward, authority and country, and each measure and period: the sum over its parts.
-- complete is false where a part has no figure, and then total is null: never a sum with a hole in it.
with part_count as (
  select from_type, ward, count(*) as parts
  from share
  group by from_type, ward
),
ward_sum as (
  select s.ward, o.source, o.measure, o.period, o.area_type,
    sum(o.total * s.share) as total, sum(o.weight * s.share) as weight, count(*) as parts,
    max(case o.status when 'measured' then 0 when 'missing' then 1 else 2 end) as worst,
    min(s.share) as least_share
  from weighed_observation as o
  join share as s on s.from_type = o.area_type and s.area = o.area
  group by s.ward, o.source, o.measure, o.period, o.area_type
),
ward_level as (
  select 'ward' as area_level, w.ward as area, w.source, w.measure, w.period,
    sum(w.total) as total, sum(w.weight) as weight, sum(w.parts) as parts,
    max(w.worst) as worst,
    -- A council's own file may name wards and smaller areas side by side, so only published sources can be held to a number of parts.
    bool_and(m.disclosure = 'own' or w.parts = p.parts) as whole,
    min(w.least_share) as least_share
  from ward_sum as w
  join measure as m on m.source = w.source and m.measure = w.measure
  join part_count as p on p.from_type = w.area_type and p.ward = w.ward
  group by w.ward, w.source, w.measure, w.period
),
authority_level as (
  select 'authority' as area_level, a.authority as area, w.source, w.measure, w.period,
    sum(w.total) as total, sum(w.weight) as weight, sum(w.parts) as parts, max(w.worst) as worst,
    bool_and(w.whole) and count(*) >= max(k.wards) as whole, min(w.least_share) as least_share
  from ward_level as w
  join ward as a on a.ward = w.area
  join (
    -- Wards that hold at least one part of some area; the others can have no figure.
    select d.authority, count(distinct s.ward) as wards
    from share as s
    join ward as d on d.ward = s.ward
    where s.method <> 'own'
    group by d.authority
  ) as k on k.authority = a.authority
  where a.in_area
  group by a.authority, w.source, w.measure, w.period
),
country_size as (
  select a.area_type, count(*) as parts
  from area as a
  cross join setting as s
  where substr(a.area, 1, 1) = substr(s.country, 1, 1)
  group by a.area_type
),
country_level as (
  select 'country' as area_level, s.country as area, o.source, o.measure, o.period,
    sum(o.total) as total, sum(o.weight) as weight, count(*) as parts,
    max(case o.status when 'measured' then 0 when 'missing' then 1 else 2 end) as worst,
    count(*) >= max(c.parts) as whole, 1 as least_share
  from weighed_observation as o
  cross join setting as s
  join country_size as c on c.area_type = o.area_type
  where substr(o.area, 1, 1) = substr(s.country, 1, 1)
  group by s.country, o.source, o.measure, o.period
),
every_level as (
  select * from ward_level
  union all
  select * from authority_level
  union all
  select * from country_level
)
select area_level, area, source, measure, period, parts,
  case when whole and worst = 0 then total end as total,
  case when whole and worst = 0 then weight end as weight,
  case when worst = 2 then 'withheld' when worst = 1 or not whole then 'missing'
    when least_share < 1 then 'modelled' else 'measured' end as status
from every_level
