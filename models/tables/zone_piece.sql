-- One row for each part of an area that lies in a ward which zones cut, each piece of that ward it belongs to (the people in
-- the same zones), and each of those zones, null for the piece in none. Pieces are never shown: they are what zones less
-- wards would tell, and so what disclosure control must look at.
with cut as (
  select ward from zone_share where method = 'own' group by ward having min(share) < 1
),
part as (
  select s.from_type, s.area, s.ward, s.share, z.zone, z.share as held,
    z.share = s.share as whole
  from share as s
  join cut as c on c.ward = s.ward
  left join zone_share as z on z.from_type = s.from_type and z.area = s.area and z.ward = s.ward
),
common as (
  -- What is wholly in some zones, shared out over others: each of these has its part, and the rest is in none of them.
  select from_type, area, ward, share, string_agg(case when whole then zone end, '; ' order by zone) as zones,
    sum(case when whole then 0 else coalesce(held, 0) end) as shared
  from part
  group by from_type, area, ward, share
),
piece as (
  select from_type, area, ward, cast(null as varchar) as also, zones, share - shared as share
  from common
  where share > shared
  union all
  select p.from_type, p.area, p.ward, p.zone, c.zones, p.held
  from part as p
  join common as c on c.from_type = p.from_type and c.area = p.area and c.ward = p.ward
  where not p.whole
)
select p.from_type, p.area, p.ward, z.zone, cast(p.share as decimal(7, 6)) as share,
  p.ward || ' of ' || coalesce(p.zones, 'none') || coalesce('; ' || p.also, '') as place
from piece as p
left join part as z
  on z.from_type = p.from_type and z.area = p.area and z.ward = p.ward and (z.whole or z.zone = p.also)
