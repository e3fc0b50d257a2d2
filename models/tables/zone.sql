-- One row for each zone of the council's own that holds some of the area assessed: its name, and the authority that holds
-- most of its wards.
with lying as (
  select s.zone, w.authority, w.authority_name,
    row_number() over (partition by s.zone order by sum(s.share order by s.ward) desc, w.authority) as place
  from zone_share as s
  join ward as w on w.ward = s.ward and w.in_area
  where s.method = 'own'
  group by s.zone, w.authority, w.authority_name
)
select z.zone, coalesce(min(z.zone_name), z.zone) as name, l.authority, l.authority_name
from local_zones as z
join lying as l on l.zone = z.zone and l.place = 1
group by z.zone, l.authority, l.authority_name
