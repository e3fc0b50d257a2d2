-- One row for each ward assessed and level of help: the services that cover it and its part of their places. Null where
-- no service says how many it has, or the children there are not known; a lower bound where some do not say. No rows where no file of services is given.
select a.area as ward, l.level, count(s.service_id) as services,
  count(s.service_id) - count(s.capacity) as services_without_places,
  case when count(s.service_id) = 0 then 0.0 else sum(s.places order by s.service_id) end as places
from assessed as a
cross join pathway_level as l
left join service_ward as s on s.ward = a.area and s.level = l.level
where a.area_level = 'ward' and exists (select 1 from local_services)
group by a.area, l.level
