-- One row for each service and each ward assessed that it covers, or part of one in a zone that it names: the share of the
-- ward's people, and its children under 16 as far as they are known. A ward named as a whole is covered as a whole.
with reached as (
  select c.service_id, w.area as ward, cast(null as varchar) as zone, cast(1 as double) as share
  from service_cover as c
  join assessed as w on w.area_level = 'ward' and (c.code = 'all' or c.code = lower(w.area) or c.code = lower(w.authority))
  union
  select c.service_id, z.ward, z.zone, cast(z.share as double)
  from service_cover as c
  join zone_share as z on lower(z.zone) = c.code and z.method = 'own'
  join assessed as w on w.area_level = 'ward' and w.area = z.ward
),
whole_ward as (
  select service_id, ward from reached where zone is null
)
select r.service_id, s.level, s.capacity_per_year as capacity, r.ward, r.zone, r.share, f.children * r.share as children
from reached as r
join local_services as s on s.service_id = r.service_id
left join whole_ward as w on w.service_id = r.service_id and w.ward = r.ward
left join family as f on f.area_level = 'ward' and f.area = r.ward
where r.zone is null or w.ward is null
