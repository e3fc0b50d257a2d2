-- One row for each zone and domain of the index.
select v.zone, z.name as zone_name, v.domain, d.title as domain_title, d.position, v.weight, v.score, v.rank
from zone_domain as v
join zone as z on z.zone = v.zone
join domain as d on d.domain = v.domain
