-- One row for each zone of the council's own and each ward that is in it, or has a smaller area in it.
select distinct lower(z.zone) as zone, s.ward
from local_zones as z
join share as s on s.area = z.area or s.ward = z.area
