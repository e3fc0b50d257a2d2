-- One row for each zone and level of help, where services are given: what is expected to be needed, what is offered.
select o.zone, z.name as zone_name, o.level, l.position, l.title as level_title, f.families, o.services,
  o.services_without_places, s.need, s.need_lower95_0cl, s.need_upper95_0cl, o.places, s.gap, s.gap_lower, s.gap_upper,
  case when s.gap is null then 'unknown' when s.gap_upper <= 0 then 'enough' when s.gap_lower > 0 then 'short'
    else 'unsure' end as judgement,
  case when s.gap is null then 'missing' else 'modelled' end as status
from zone_offer as o
join zone as z on z.zone = o.zone
join pathway_level as l on l.level = o.level
left join family as f on f.area_level = 'zone' and f.area = o.zone
left join zone_shortfall as s on s.zone = o.zone and s.level = o.level
