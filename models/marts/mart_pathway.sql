-- One row for each level of help, where services are given: how its need is reckoned, and what is offered in all.
select l.level, l.position, l.title, l.whom, l.base, l.share, l.chosen,
  count(s.service_id) as services, count(s.service_id) - count(s.capacity_per_year) as services_without_places,
  sum(s.capacity_per_year) as places
from pathway_level as l
left join local_services as s on s.level = l.level
where exists (select 1 from local_services)
group by l.level, l.position, l.title, l.whom, l.base, l.share, l.chosen
