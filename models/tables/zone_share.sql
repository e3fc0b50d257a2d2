-- One row for each part of an area that lies in a ward and in a zone of the council's own: the share of the area's people
-- there. Zones are cut by the small areas that a lookup brings straight to wards; what is known for wards only, or for other
-- small areas, is shared out by the residents of those. A zone holds what it names: a ward, or an authority, and with it the
-- small areas in it; a small area; a former one, and with it those it became. place is the ward's part of the zone.
with named as (
  select distinct zone, area from local_zones
),
straight as (
  select max(from_type) as from_type from share where method <> 'own' and via is null
),
resident as (
  select o.area_type, o.area, max(o.value) as people
  from observation as o
  where o.source = 'ons_census_age' and o.measure = 'residents' and exists (select 1 from named)
  group by o.area_type, o.area
),
atom as (
  -- Small areas, with the residents of their part of the ward; alike where they are not known of all.
  select s.from_type, s.area, s.ward,
    s.share * case when count(r.people) over (partition by s.ward) = count(*) over (partition by s.ward) then r.people else 1 end as people
  from share as s
  join straight as t on t.from_type = s.from_type
  left join resident as r on r.area_type = s.from_type and r.area = s.area
  where exists (select 1 from named)
),
became as (
  select l.from_area as former, l.to_area as area,
    cast(1 as double) / count(*) over (partition by l.from_type, l.to_area) as part
  from lookup as l
  join bridge as b on b.from_type = l.from_type and b.to_type = l.to_type
  join straight as t on t.from_type = l.to_type
),
whole_ward as (
  select distinct n.zone, w.ward from named as n join ward as w on w.ward = n.area or w.authority = n.area
),
held as (
  select n.zone, a.area, a.ward, cast(1 as double) as part from named as n join atom as a on a.area = n.area
  union all
  select w.zone, a.area, a.ward, 1 from whole_ward as w join atom as a on a.ward = w.ward
),
via_former as (
  select n.zone, a.area, a.ward, sum(b.part order by b.former) as part
  from named as n
  join became as b on b.former = n.area
  join atom as a on a.area = b.area
  group by n.zone, a.area, a.ward
),
inside as (
  select zone, area, ward, max(part) as part
  from (select zone, area, ward, part from held union all select zone, area, ward, part from via_former) as either
  group by zone, area, ward
),
ward_people as (
  select ward, cast(sum(people) as double) as people from atom group by ward
),
ward_part as (
  select zone, ward, 1 as part from whole_ward
  union all
  select i.zone, i.ward, sum(cast(a.people as double) * i.part order by i.area) / nullif(max(p.people), 0)
  from inside as i
  join atom as a on a.area = i.area and a.ward = i.ward
  join ward_people as p on p.ward = i.ward
  left join whole_ward as w on w.zone = i.zone and w.ward = i.ward
  where w.zone is null
  group by i.zone, i.ward
),
kin as (
  -- Other small areas, by those they became, or by the one that kept their code.
  select distinct s.from_type, s.area, s.ward, a.area as atom, a.people
  from share as s
  join straight as t on t.from_type <> s.from_type
  left join became as b on b.former = s.area
  join atom as a on a.ward = s.ward and (a.area = b.area or a.area = s.area)
  where s.method <> 'own'
),
kin_people as (
  select from_type, area, ward, cast(sum(people) as double) as people from kin group by from_type, area, ward
),
kin_part as (
  select k.from_type, k.area, k.ward, i.zone, sum(cast(k.people as double) * i.part order by k.atom) / nullif(max(p.people), 0) as part
  from kin as k
  join kin_people as p on p.from_type = k.from_type and p.area = k.area and p.ward = k.ward
  join inside as i on i.area = k.atom and i.ward = k.ward
  group by k.from_type, k.area, k.ward, i.zone
),
parted as (
  select s.from_type, s.area, s.ward, i.zone, s.share, s.method, s.irregular, i.part
  from share as s
  join straight as t on t.from_type = s.from_type
  join inside as i on i.area = s.area and i.ward = s.ward
  union all
  select s.from_type, s.area, s.ward, k.zone, s.share, s.method, s.irregular, k.part
  from share as s
  join kin_part as k on k.from_type = s.from_type and k.area = s.area and k.ward = s.ward
  union all
  -- Wards themselves, and small areas of which nothing is known but their ward.
  select s.from_type, s.area, s.ward, w.zone, s.share, s.method, s.irregular, w.part
  from share as s
  join ward_part as w on w.ward = s.ward
  cross join straight as t
  left join kin_people as k on k.from_type = s.from_type and k.area = s.area and k.ward = s.ward
  where s.method = 'own' or (s.from_type <> t.from_type and k.area is null)
)
select from_type, area, ward, zone, zone || ' in ' || ward as place, cast(round(cast(share as double) * part, 6) as decimal(7, 6)) as share,
  method, irregular
from parted
where round(cast(share as double) * part, 6) > 0
  -- A zone that holds nothing of the area assessed is none of this assessment.
  and zone in (select p.zone from ward_part as p join ward as w on w.ward = p.ward where w.in_area)
