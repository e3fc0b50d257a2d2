-- One row for each service and each ward assessed that it covers: its places in a year, shared out over these wards by
-- the children who live there. A ward whose children are not known has no figure; where none are known, all have the same.
with covered as (
  select s.service_id, s.level, s.capacity_per_year as capacity, w.area as ward, f.children
  from local_services as s
  join assessed as w
    on w.area_level = 'ward'
      and (lower(trim(s.covers)) = 'all' or strpos(s.covers, w.area) > 0 or strpos(s.covers, w.authority) > 0)
  left join family as f on f.area_level = 'ward' and f.area = w.area
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
