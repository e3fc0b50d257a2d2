-- One row for each service and each ward assessed that it covers: its places in a year, shared out over these wards by
-- the children who live there. A ward whose children are not known has no figure; where none are known, all have the same.
-- A zone is every ward it reaches into.
with reached as (
  select c.service_id, w.area as ward
  from service_cover as c
  join assessed as w on w.area_level = 'ward' and (c.code = 'all' or c.code = lower(w.area) or c.code = lower(w.authority))
  union
  select c.service_id, z.ward
  from service_cover as c
  join zone_share as z on lower(z.zone) = c.code and z.method = 'own'
  join assessed as w on w.area_level = 'ward' and w.area = z.ward
),
covered as (
  select s.service_id, s.level, s.capacity_per_year as capacity, r.ward, f.children
  from reached as r
  join local_services as s on s.service_id = r.service_id
  left join family as f on f.area_level = 'ward' and f.area = r.ward
),
whole as (
  select service_id, count(*) as wards, sum(children) as children
  from covered
  group by service_id
)
select c.service_id, c.level, c.ward, w.wards, c.capacity,
  case when w.children > 0 then c.capacity * c.children / w.children else c.capacity / w.wards end as places
from covered as c
join whole as w on w.service_id = c.service_id
