-- One row for each zone and level of help: the services that cover it or some of it, and its part of their places, shared out
-- as over wards. A service that names zones has no places in others that share a ward with them. As in `offer`, null where
-- no service says how many it has, and no rows where no file of services is given.
with whole as (
  select service_id, sum(share order by ward, zone) as share, sum(children order by ward, zone) as children
  from service_part group by service_id
),
held as (
  select p.service_id, p.level, p.capacity, p.ward, coalesce(p.zone, z.zone) as zone, case when p.zone is null then z.share else 1 end as part,
    p.share, p.children
  from service_part as p
  left join zone_share as z on p.zone is null and z.method = 'own' and z.ward = p.ward
),
placed as (
  select h.service_id, h.level, h.capacity, h.zone,
    sum(case when w.children > 0 then h.capacity * h.part * h.children / w.children else h.capacity * h.part * h.share / w.share end
      order by h.ward) as places
  from held as h
  join whole as w on w.service_id = h.service_id
  group by h.service_id, h.level, h.capacity, h.zone
)
select z.zone, l.level, count(p.service_id) as services, count(p.service_id) - count(p.capacity) as services_without_places,
  case when count(p.service_id) = 0 then 0.0 else sum(p.places order by p.service_id) end as places
from zone as z
cross join pathway_level as l
left join placed as p on p.zone = z.zone and p.level = l.level
where exists (select 1 from local_services)
group by z.zone, l.level
