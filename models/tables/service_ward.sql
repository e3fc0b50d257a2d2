-- One row for each service and each ward assessed that it covers, as a whole or in part: its places in a year, shared out
-- over these wards by the children who live there. A ward whose children are not known has no figure; where none are known,
-- all have the same.
with covered as (
  select service_id, level, capacity, ward, sum(share order by zone) as share, sum(children order by zone) as children
  from service_part
  group by service_id, level, capacity, ward
),
whole as (
  select service_id, count(*) as wards, sum(share order by ward) as share, sum(children order by ward) as children
  from covered
  group by service_id
)
select c.service_id, c.level, c.ward, w.wards, c.capacity,
  case when w.children > 0 then c.capacity * c.children / w.children else c.capacity * c.share / w.share end as places
from covered as c
join whole as w on w.service_id = c.service_id
