-- One row for each ward assessed and level of help: places offered there, and how far the nearest service is.
select o.ward, a.name as ward_name, a.authority, o.level, l.position, l.title as level_title, o.services,
  o.services_without_places, o.places, f.families, f.children, o.places * 1000 / nullif(f.families, 0) as places_per_1000,
  n.km as nearest_km, n.middle as nearest_from, s.name as nearest_service
from offer as o
join assessed as a on a.area_level = 'ward' and a.area = o.ward
join pathway_level as l on l.level = o.level
left join family as f on f.area_level = 'ward' and f.area = o.ward
left join nearest_help as n on n.ward = o.ward and n.level = o.level
left join local_services as s on s.service_id = n.service_id
