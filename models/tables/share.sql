-- One row for each part of an area that lies in a ward: the share of the area's people there. Areas that no lookup brings
-- to wards go by way of those they became (via): split ones are shared out by the people in their parts. Shares have six
-- decimals and the largest takes what rounding left over, so that nothing is lost.
with method as (
  select l.from_type, max(case when l.method = s.rebase then l.method end) as wanted, min(l.method) as otherwise
  from lookup as l
  join setting as s on s.ward_type = l.to_type
  group by l.from_type
),
direct as (
  select l.from_type, l.from_area as area, l.to_area as ward, l.share, l.method
  from lookup as l
  join setting as s on s.ward_type = l.to_type
  join method as m on m.from_type = l.from_type and l.method = coalesce(m.wanted, m.otherwise)
),
part as (
  select l.from_type, l.from_area as area, l.to_type, l.to_area as part, l.change = 'X' as irregular,
    case when count(*) over (partition by l.from_type, l.from_area) = 1 then 1 else p.people end as people
  from bridge as b
  join lookup as l on l.from_type = b.from_type and l.to_type = b.to_type
  left join people as p on p.area_type = l.to_type and p.area = l.to_area
),
became as (
  -- An area with a part of which the people are not known has no shares: it is left unallocated, and counted as such.
  select from_type, area, cast(sum(people) as double) as people
  from part
  group by from_type, area
  having count(people) = count(*) and sum(people) > 0
),
placed as (
  select p.from_type, p.area, p.to_type as via, d.ward, min(d.method) as method, bool_or(p.irregular) as irregular,
    cast(sum(p.people * d.share) as double) / nullif(min(b.people), 0) as share
  from part as p
  join became as b on b.from_type = p.from_type and b.area = p.area
  join direct as d on d.from_type = p.to_type and d.area = p.part
  group by p.from_type, p.area, p.to_type, d.ward
  having sum(p.people * d.share) > 0
),
rounded as (
  select from_type, area, via, ward, method, irregular, cast(round(share, 6) as decimal(7, 6)) as share,
    row_number() over (partition by from_type, area order by share desc, ward) as place,
    cast(round(sum(share) over (partition by from_type, area), 6) as decimal(7, 6)) as whole
  from placed
)
select from_type, area, ward, share, method, cast(null as varchar) as via, false as irregular from direct
union all
select from_type, area, ward,
  cast(case when place = 1 then share + whole - sum(share) over (partition by from_type, area) else share end as decimal(7, 6)),
  method, via, irregular
from rounded
union all
-- A ward's own figure stays with it.
select s.ward_type, w.ward, w.ward, cast(1 as decimal(7, 6)), 'own', null, false
from ward as w
cross join setting as s
