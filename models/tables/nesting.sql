-- One row for each area that is counted and another that it lies in, with the share of it that does: wards in their authority,
-- authorities in the country, wards in zones, and the pieces that zones cut wards into in both. by_ward is true of a ward
-- that is cut: what is known for wards only is shared out by the shares that anybody can work out, what is known for smaller
-- areas by its pieces; null where it is all the same.
select a.area_level, a.area, 'authority' as in_level, a.authority as in_area, cast(1 as double) as share,
  cast(null as boolean) as by_ward
from assessed as a
where a.area_level = 'ward'
union all
select a.area_level, a.area, 'country', s.country, 1, null
from assessed as a
cross join setting as s
where a.area_level = 'authority'
union all
select 'ward', z.ward, 'zone', z.zone, cast(z.share as double),
  case when z.ward in (select ward from zone_piece) then true end
from zone_share as z
where z.method = 'own'
union all
select distinct 'piece', p.place, 'zone', p.zone, 1, false
from zone_piece as p
where p.zone is not null
union all
select distinct 'piece', p.place, 'ward', p.ward, 1, false
from zone_piece as p
